import { get, patch, post, remove } from "./client";
import type { RoleRef } from "./members";
import { readSession } from "./session";
import type { Id, UserRef } from "./types";

export interface SignInSession {
  id: Id;
  device: string;
  address: string;
  signed_in_at: string;
  last_seen_at: string | null;
  current: boolean;
}

export const readSessions = (signal?: AbortSignal) => get<{ sessions: SignInSession[] }>("/me/sessions", { signal });

export const endSession = (id: Id) => remove(`/me/sessions/${id}`);

export const endOtherSessions = () => remove<{ ended: number }>("/me/sessions");

// -- email --------------------------------------------------------------------------------------------------------
export const changeEmail = (email: string) => post<{ sent_to: string }>("/me/email", { email });

export const proveEmail = () => post<{ sent_to: string }>("/me/email/prove");

export async function confirmEmail(token: string): Promise<string> {
  await readSession();
  return (await post<{ email: string }>("/email/confirm", { token })).email;
}

// -- the workspace ------------------------------------------------------------------------------------------------
export interface SignInRules {
  requires_second_factor: boolean;
}

export const readSignInRules = (signal?: AbortSignal) => get<SignInRules>("/security", { signal });

export const changeSignInRules = (rules: SignInRules) => patch<SignInRules>("/security", rules);

// -- tokens -------------------------------------------------------------------------------------------------------
export interface ApiToken {
  id: Id;
  name: string;
  user: UserRef;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  roles: RoleRef[] | null;
  objects: Record<string, string[]> | null;
  networks: string[] | null;
}

export interface NewToken {
  name: string;
  expires_at: string | null;
  roles: string[] | null;
  objects: Record<string, string[]> | null;
  networks: string[] | null;
}

/** One's own tokens, or those of all members. */
export const readTokens = (whose: "mine" | "all", signal?: AbortSignal) =>
  get<{ tokens: ApiToken[] }>(whose === "mine" ? "/me/tokens" : "/tokens", { signal });

/** The answer has the token's text, this once. */
export const createToken = (values: NewToken) => post<ApiToken & { token: string }>("/me/tokens", values);

export const revokeToken = (whose: "mine" | "all", id: Id) =>
  remove(whose === "mine" ? `/me/tokens/${id}` : `/tokens/${id}`);
