import { get, patch, post, remove } from "./client";
import type { Can, Id, TeamRef, UserRef } from "./types";

export type FieldRight = "hidden" | "read" | "edit";
export type Action = keyof Can;

/** The key that stands for all objects that a role does not name. */
export const EVERY_OBJECT = "*";

export interface RoleValues {
  name: string;
  grants: Record<string, Can>;
  fields: Record<string, Record<string, FieldRight>>;
  special: string[];
}

export interface Role extends RoleValues {
  id: Id;
  key: string;
}

export interface HeldRole extends Role {
  /** How many members have it. */
  members: number;
}

export const readRoles = (signal?: AbortSignal) => get<{ roles: HeldRole[] }>("/roles", { signal });

export const createRole = (values: RoleValues) => post<Role>("/roles", values);

export const updateRole = (id: Id, values: Partial<RoleValues>) => patch<Role>(`/roles/${id}`, values);

export const deleteRole = (id: Id) => remove(`/roles/${id}`);

// -- teams --------------------------------------------------------------------------------------------------------
export interface TeamValues {
  name: string;
  parent: Id | null;
}

export const createTeam = (values: TeamValues) => post<{ id: Id }>("/teams", values);

export const updateTeam = (id: Id, values: Partial<TeamValues>) => patch<{ id: Id }>(`/teams/${id}`, values);

export const deleteTeam = (id: Id) => remove(`/teams/${id}`);

export const setTeamMembers = (id: Id, members: Id[], main: Id[]) =>
  post<{ id: Id }>(`/teams/${id}/members`, { members, main });

// -- one record ---------------------------------------------------------------------------------------------------
export interface Share {
  id: Id;
  user: UserRef | null;
  team: TeamRef | null;
  edit: boolean;
  at: string;
}

export const readShares = (plural: string, id: Id, signal?: AbortSignal) =>
  get<{ shares: Share[] }>(`/${plural}/${id}/shares`, { signal });

export const shareRecord = (plural: string, id: Id, whom: { user?: Id; team?: Id; edit: boolean }) =>
  post<{ id: Id }>(`/${plural}/${id}/shares`, whom);

export const unshareRecord = (plural: string, id: Id, share: Id) => remove(`/${plural}/${id}/shares/${share}`);

export interface Reason {
  kind: string;
  holds: boolean;
  sentence: string;
  roles: string[];
}

/** Whether it is allowed and why; what decided comes first. */
export interface Explanation {
  allowed: boolean;
  reasons: Reason[];
}

export interface AccessQuestion {
  user?: Id;
  action: "view" | "edit" | "delete";
  field?: string;
}

export const explainAccess = (plural: string, id: Id, question: AccessQuestion, signal?: AbortSignal) =>
  get<Explanation>(`/${plural}/${id}/access`, { query: { ...question }, signal });
