import type { FieldKind, FieldMeta, Me, Meta, ObjectMeta } from "@/api/types";

const ALL = { view: "all", create: "all", edit: "all", delete: "all" } as const;

/** A field as the server describes it; made up, so that no test depends on a built-in object. */
export function fieldMeta(key: string, kind: FieldKind, more: Partial<FieldMeta> = {}): FieldMeta {
  return {
    key,
    label: key.charAt(0).toUpperCase() + key.slice(1),
    help: "",
    kind,
    required: false,
    read_only: false,
    sortable: true,
    filterable: true,
    options: {},
    can: "edit",
    ...more,
  };
}

export function objectMeta(key: string, fields: FieldMeta[], more: Partial<ObjectMeta> = {}): ObjectMeta {
  return {
    key,
    plural: `${key}s`,
    label: key.charAt(0).toUpperCase() + key.slice(1),
    label_plural: `${key.charAt(0).toUpperCase()}${key.slice(1)}s`,
    help: "",
    icon: "circle",
    nav_group: "Work",
    shape: "other",
    title_field: "name",
    avatar_field: null,
    fields,
    table: { columns: fields.map((field) => field.key), sort: "name" },
    board: null,
    facts: fields.map((field) => field.key),
    related: [],
    views: [],
    imports: null,
    can: ALL,
    actions: [],
    ...more,
  };
}

export const boat = objectMeta("boat", [
  fieldMeta("name", "text", { required: true }),
  fieldMeta("price", "money"),
  fieldMeta("captain", "user"),
  fieldMeta("launched", "date"),
  fieldMeta("harbour", "link", { options: { target: "harbour" } }),
]);

export const meta: Meta = { objects: [boat], operators: {} };

export const me: Me = {
  user: { id: "u1", name: "Dana Umber", email: "dana@example.com", locale: "en-GB", time_zone: "Europe/Prague" },
  workspace: { id: "w1", name: "Acme", currency: "EUR", locale: "en-GB", time_zone: "Europe/Prague" },
  workspaces: [{ id: "w1", name: "Acme" }],
  roles: [{ key: "admin", label: "Administrator" }],
  can: { boat: ALL },
  special: [],
};
