import { cookie, get, post } from "./client";
import { readSession } from "./session";
import type { FeedPage, Me, Meta, Team, User } from "./types";

export const readMe = (signal?: AbortSignal) => get<Me>("/me", { signal });

export const readMeta = (signal?: AbortSignal) => get<Meta>("/meta/objects", { signal });

export const readUsers = (signal?: AbortSignal) => get<{ users: User[] }>("/users", { signal });

export const readTeams = (signal?: AbortSignal) => get<{ teams: Team[] }>("/teams", { signal });

export const readChanges = (after: string | null, signal?: AbortSignal) =>
  get<FeedPage>("/changes", { query: { after, limit: 500 }, signal });

export const readSetUp = () => get<{ needed: boolean }>("/setup");

export interface SetUp {
  code: string;
  workspace: string;
  name: string;
  email: string;
  password: string;
  currency: string;
  time_zone: string;
}

/** The first write of a fresh browser: it may not have the CSRF cookie yet. */
export async function setUp(values: SetUp): Promise<void> {
  if (!cookie("csrftoken")) await readSession();
  await post<unknown>("/setup", values);
}
