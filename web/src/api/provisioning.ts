import { get, patch, post, remove } from "./client";
import type { Id } from "./types";

export interface ProvisioningToken {
  id: Id;
  name: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

export interface Provisioning {
  /** Where the directory sends what it knows. */
  address: string;
  tokens: ProvisioningToken[];
  /** The roles with which somebody begins whom the directory makes. */
  roles: string[];
  /** How many members the directory keeps. */
  users: number;
  groups: { id: Id; name: string; members: number }[];
}

export const readProvisioning = (signal?: AbortSignal) => get<Provisioning>("/provisioning", { signal });

export const changeProvisioning = (roles: string[]) => patch<Provisioning>("/provisioning", { roles });

/** The answer has the token's text, this once. */
export const createProvisioningToken = (values: { name: string; expires_at: string | null }) =>
  post<ProvisioningToken & { token: string }>("/provisioning/tokens", values);

export const revokeProvisioningToken = (id: Id) => remove(`/provisioning/tokens/${id}`);
