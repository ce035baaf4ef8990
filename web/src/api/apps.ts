import { get, patch, post, remove } from "./client";
import type { Id, UserRef } from "./types";

/** One thing that an app may be allowed, in plain words. */
export interface AppScope {
  key: string;
  label: string;
  help: string;
}

export interface RegisteredApp {
  id: Id;
  client_id: string;
  name: string;
  redirect_uris: string[];
  confidential: boolean;
  scopes: string[];
  created_by: UserRef;
  created_at: string;
  /** How many members let it act for them. */
  users: number;
}

export interface AppValues {
  name: string;
  redirect_uris: string[];
  scopes: string[];
}

export const readApps = (signal?: AbortSignal) =>
  get<{ apps: RegisteredApp[]; scopes: AppScope[] }>("/apps", { signal });

/** The answer has the secret of a confidential app, this once. */
export const createApp = (values: AppValues & { confidential: boolean }) =>
  post<RegisteredApp & { client_secret?: string }>("/apps", values);

export const changeApp = (id: Id, values: AppValues) => patch<RegisteredApp>(`/apps/${id}`, values);

export const deleteApp = (id: Id) => remove(`/apps/${id}`);

export const renewAppSecret = (id: Id) => post<{ client_secret: string }>(`/apps/${id}/secret`);

// -- what acts for oneself ----------------------------------------------------------------------------------------
export interface GrantedApp {
  id: Id;
  name: string;
  scopes: AppScope[];
  granted_at: string;
  last_used_at: string | null;
}

export const readGrantedApps = (signal?: AbortSignal) => get<{ apps: GrantedApp[] }>("/me/apps", { signal });

export const endGrantedApp = (id: Id) => remove(`/me/apps/${id}`);

// -- consent ------------------------------------------------------------------------------------------------------
export interface ConsentRequest {
  app: { name: string; publisher: string | null; redirect_host: string };
  workspace: { id: Id; name: string };
  scopes: AppScope[];
  /** One allowed the same before. */
  granted: boolean;
  /** Where to go with a request that was wrong; nothing is asked then. */
  redirect: string | null;
}

/** What an app asks for. `query` is that of its authorization request, letter for letter. */
export const readConsent = (query: string, signal?: AbortSignal) =>
  get<ConsentRequest>(`/oauth/request${query}`, { signal });

export const decideConsent = (query: string, allow: boolean) =>
  post<{ redirect: string }>("/oauth/consent", { query: query.slice(1), allow });
