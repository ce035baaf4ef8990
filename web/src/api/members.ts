import { get, patch, post, remove } from "./client";
import { readSession } from "./session";
import type { Id, TeamRef } from "./types";

export interface RoleRef {
  key: string;
  label: string;
}

export interface Member {
  id: Id;
  name: string;
  email: string;
  email_verified: boolean;
  active: boolean;
  owner: boolean;
  joined_at: string;
  roles: RoleRef[];
  second_factor: boolean;
  /** Null where no sign-in runs. */
  last_seen_at: string | null;
}

export const readMembers = (signal?: AbortSignal) => get<{ members: Member[] }>("/members", { signal });

export const changeMember = (id: Id, change: { roles?: string[]; active?: boolean }) =>
  patch<Member>(`/members/${id}`, change);

export const makeOwner = (id: Id) => post<null>(`/members/${id}/owner`);

export const removeMemberFactors = (id: Id) => post<null>(`/members/${id}/factors/remove`);

export interface Invitation {
  id: Id;
  email: string;
  roles: RoleRef[];
  teams: TeamRef[];
  invited_by: string;
  sent_at: string;
  expires_at: string;
  expired: boolean;
}

export const readInvitations = (signal?: AbortSignal) => get<{ invitations: Invitation[] }>("/invitations", { signal });

export const invite = (email: string, roles: string[], teams: Id[]) =>
  post<Invitation>("/invitations", { email, roles, teams });

export const resendInvitation = (id: Id) => post<Invitation>(`/invitations/${id}/resend`);

export const revokeInvitation = (id: Id) => remove(`/invitations/${id}`);

// -- joining ------------------------------------------------------------------------------------------------------
export interface Welcome {
  workspace: string;
  inviter: string;
  email: string;
  /** Whether the address has an account already. */
  known: boolean;
  signed_in_as: string | null;
}

/** Also sets the CSRF cookie first: the mailed link may be the browser's first visit. */
export async function openInvitation(token: string): Promise<Welcome> {
  await readSession();
  return post<Welcome>("/join/open", { token });
}

export const joinWorkspace = (token: string, given: { name?: string; password?: string } = {}) =>
  post<{ user: Id; workspace: Id }>("/join", { token, ...given });
