import { offlineProblem, problemOf } from "./problem";
import { prove } from "./proof";

export interface RequestOptions {
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  /** The version the change is based on; the server names the conflict when the record moved on. */
  ifMatch?: number;
  /** One key per intent: a repeated create with the same key makes one record. */
  idempotencyKey?: string;
  /** The request is a second try after the user has proved who they are. */
  proven?: boolean;
}

export interface Answer<T> {
  data: T;
  /** What undo needs; null when nothing was written. */
  changeSet: string | null;
}

const BASE = "/api/v1";
let workspace: string | null = null;
let viewed: string | null = null;
const signedOut = new Set<() => void>();
const ssoAsked = new Set<() => void>();

/** All later requests go to this workspace; null lets the server choose the last one. */
export function sendToWorkspace(id: string | null): void {
  workspace = id;
}

/** All later requests are answered as this member would be; null for oneself. */
export function sendAs(id: string | null): void {
  viewed = id;
}

/** Calls back when the server says that the session has ended. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** Calls back when a workspace answers that it asks for single sign-on. */
export function onSsoAsked(listener: () => void): () => void {
  ssoAsked.add(listener);
  return () => ssoAsked.delete(listener);
}

export function cookie(name: string): string {
  // With https the server's cookies carry a prefix that ties them to this host.
  const names = [`__Host-${name}=`, `${name}=`];
  const pair = document.cookie.split("; ").find((part) => names.some((start) => part.startsWith(start)));
  return pair ? decodeURIComponent(pair.slice(pair.indexOf("=") + 1)) : "";
}

export function headersFor(method: string, options: RequestOptions): Headers {
  const headers = new Headers({ Accept: "application/json" });
  if (workspace) headers.set("X-Workspace", workspace);
  if (viewed) headers.set("X-View-As", viewed);
  if (method !== "GET") headers.set("X-CSRFToken", cookie("csrftoken"));
  if (options.body !== undefined && !(options.body instanceof FormData)) {
    headers.set("Content-Type", "application/json");
  }
  if (options.ifMatch !== undefined) headers.set("If-Match", `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  return headers;
}

/** The address of a request, for links that the browser follows itself (downloads). */
export function addressOf(path: string, query: RequestOptions["query"] = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return `${BASE}${path}${text ? `?${text}` : ""}`;
}

/** One request. Throws a `Problem`; an aborted request throws the browser's AbortError. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const { body, signal } = options;
  let response: Response;
  try {
    response = await fetch(addressOf(path, options.query), {
      method,
      headers: headersFor(method, options),
      body: body === undefined ? undefined : body instanceof FormData ? body : JSON.stringify(body),
      signal,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw offlineProblem();
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.code === "reauthenticate") {
      if (!options.proven && (await prove())) return request<T>(method, path, { ...options, proven: true });
    } else if (response.status === 401) for (const listener of signedOut) listener();
    else if (problem.code === "single-sign-on") for (const listener of ssoAsked) listener();
    throw problem;
  }
  const data = (response.status === 204 ? null : await response.json()) as T;
  return { data, changeSet: response.headers.get("X-Change-Set") };
}

export async function get<T>(path: string, options?: RequestOptions): Promise<T> {
  return (await request<T>("GET", path, options)).data;
}

export async function post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> {
  return (await request<T>("POST", path, { ...options, body })).data;
}

export async function patch<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> {
  return (await request<T>("PATCH", path, { ...options, body })).data;
}

export async function remove<T = null>(path: string, options?: RequestOptions): Promise<T> {
  return (await request<T>("DELETE", path, options)).data;
}
