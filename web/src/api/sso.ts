import { cookie, get, patch, post, remove } from "./client";
import { readSession } from "./session";
import type { Id } from "./types";

export type SsoKind = "oidc" | "saml";

// -- signing in ---------------------------------------------------------------------------------------------------
export interface FoundConnection {
  id: Id;
  name: string;
  kind: SsoKind;
}

export interface Found {
  connections: FoundConnection[];
  /** Nobody signs in by a password there but the owner. */
  required: boolean;
}

/** By which connections somebody with this address may sign in; only the proven domain counts. */
export async function findConnections(email: string): Promise<Found> {
  if (!cookie("csrftoken")) await readSession();
  return post<Found>("/sso/find", { email });
}

/** Leaves the app for the identity provider, which sends back to `next`. */
export function goToProvider(connection: Id, next: string): void {
  location.assign(`/sso/${connection}/start?next=${encodeURIComponent(next)}`);
}

// -- the settings of the workspace --------------------------------------------------------------------------------
export interface Certificate {
  fingerprint: string;
  expires_at: string;
}

/** What the provider is told about Rapport; each kind has its own of them. */
export interface ConnectionAddresses {
  start: string;
  redirect?: string | null;
  logout?: string | null;
  acs?: string | null;
  metadata?: string | null;
  entity?: string | null;
}

export interface Connection {
  id: Id;
  kind: SsoKind;
  name: string;
  enabled: boolean;
  issuer: string | null;
  client_id: string | null;
  has_secret: boolean;
  scopes: string[] | null;
  metadata_url: string | null;
  entity_id: string | null;
  sign_in_url: string | null;
  certificates: Certificate[] | null;
  email_claim: string;
  name_claim: string;
  groups_claim: string;
  just_in_time: boolean;
  roles: string[];
  teams: Id[];
  addresses: ConnectionAddresses;
  last_used_at: string | null;
}

/** What can be given of a connection; the secret is never read back. */
export interface ConnectionValues {
  kind?: SsoKind;
  name?: string;
  enabled?: boolean;
  issuer?: string;
  client_id?: string;
  client_secret?: string;
  metadata_url?: string;
  metadata_xml?: string;
  entity_id?: string;
  sign_in_url?: string;
  certificate?: string;
  email_claim?: string;
  name_claim?: string;
  groups_claim?: string;
  just_in_time?: boolean;
  roles?: string[];
  teams?: Id[];
}

export interface ProvenDomain {
  id: Id;
  domain: string;
  /** The TXT record that proves it. */
  record: { name: string; value: string };
  proven_at: string | null;
}

export interface GroupMapping {
  group: string;
  roles: string[];
  teams: Id[];
}

export interface SsoSettings {
  connections: Connection[];
  domains: ProvenDomain[];
  mappings: GroupMapping[];
  required: boolean;
  /** Groups that the provider or the directory has named so far. */
  groups_seen: string[];
}

export interface CheckStep {
  label: string;
  ok: boolean;
  detail: string;
}

export const readSso = (signal?: AbortSignal) => get<SsoSettings>("/sso", { signal });

export const requireSso = (required: boolean) => patch<unknown>("/sso", { required });

export const createConnection = (values: ConnectionValues) => post<Connection>("/sso/connections", values);

export const changeConnection = (id: Id, values: ConnectionValues) =>
  patch<Connection>(`/sso/connections/${id}`, values);

export const deleteConnection = (id: Id) => remove(`/sso/connections/${id}`);

export const checkConnection = (id: Id) => post<{ steps: CheckStep[] }>(`/sso/connections/${id}/check`);

export const addDomain = (domain: string) => post<ProvenDomain>("/sso/domains", { domain });

export const proveDomain = (id: Id) => post<ProvenDomain>(`/sso/domains/${id}/prove`);

export const deleteDomain = (id: Id) => remove(`/sso/domains/${id}`);

export const setMappings = (mappings: GroupMapping[]) => post<unknown>("/sso/mappings", { mappings });
