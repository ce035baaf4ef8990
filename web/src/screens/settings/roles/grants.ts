import { EVERY_OBJECT, type RoleValues } from "@/api/access";
import type { Can } from "@/api/types";

export const ACTIONS = ["view", "create", "edit", "delete"] as const;

const NOTHING: Can = { view: "none", create: "none", edit: "none", delete: "none" };

export const NEW_ROLE: RoleValues = {
  name: "",
  grants: { [EVERY_OBJECT]: { view: "all", create: "none", edit: "none", delete: "none" } },
  fields: {},
  special: [],
};

/** What the role allows on an object: its own row, or else that of everything else. */
export function grantOf(role: RoleValues, key: string): Can {
  return role.grants[key] ?? role.grants[EVERY_OBJECT] ?? NOTHING;
}

/** The role with one cell changed; a row that followed everything else gets its own. */
export function withGrant(role: RoleValues, key: string, change: Partial<Can>): RoleValues {
  return { ...role, grants: { ...role.grants, [key]: { ...grantOf(role, key), ...change } } };
}

/** The role with an object's row following everything else again. */
export function withoutGrant(role: RoleValues, key: string): RoleValues {
  const { [key]: _gone, ...grants } = role.grants;
  return { ...role, grants };
}

export const rightOf = (role: RoleValues, object: string, field: string) => role.fields[object]?.[field] ?? "edit";

/** The role with the right on one field; "edit" is what a field has when nothing is said. */
export function withRight(
  role: RoleValues,
  object: string,
  field: string,
  right: "hidden" | "read" | "edit",
): RoleValues {
  const { [field]: _before, ...rest } = role.fields[object] ?? {};
  const rights = right === "edit" ? rest : { ...rest, [field]: right };
  const { [object]: _all, ...others } = role.fields;
  return { ...role, fields: Object.keys(rights).length ? { ...others, [object]: rights } : others };
}

export function sameRole(one: RoleValues, other: RoleValues): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).toSorted();
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([key, part]) => [key, sorted(part)]);
}
