import type { ListQuery } from "@/api/records";
import type { Id, ViewDescription } from "@/api/types";

/** The addresses of the cache. What holds records starts with `records` and the object's key. */
export const keys = {
  me: ["me"] as const,
  meta: ["meta"] as const,
  users: ["users"] as const,
  teams: ["teams"] as const,
  roles: ["roles"] as const,
  members: ["members"] as const,
  invitations: ["invitations"] as const,
  security: ["security"] as const,
  factors: ["factors"] as const,
  sessions: ["sessions"] as const,
  tokens: ["tokens"] as const,
  audit: ["audit"] as const,
  auditSettings: ["audit-settings"] as const,
  sso: ["sso"] as const,
  provisioning: ["provisioning"] as const,
  apps: ["apps"] as const,
  grantedApps: ["granted-apps"] as const,
  all: ["records"] as const,
  object: (object: string) => ["records", object] as const,
  lists: (object: string) => ["records", object, "list"] as const,
  list: (object: string, query: ListQuery) => ["records", object, "list", query] as const,
  groups: (object: string) => ["records", object, "groups"] as const,
  grouped: (view: ViewDescription) => ["records", view.object, "groups", view] as const,
  totals: (object: string) => ["records", object, "totals"] as const,
  total: (view: ViewDescription) => ["records", view.object, "totals", view] as const,
  page: (object: string, id: Id) => ["records", object, "page", id] as const,
  shares: (object: string, id: Id) => ["shares", object, id] as const,
  history: (object: string, id: Id) => ["records", object, "history", id] as const,
};
