import type { FieldMeta, Meta, ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { findObject } from "@/records/useMeta";

/** A field that a condition can be about: of the object itself, or one step away. */
export interface FieldPath {
  path: string;
  field: FieldMeta;
  label: string;
  /** The field whose records or parts it belongs to; undefined for a field of the object itself. */
  via?: string;
}

/** Every field the list can be filtered by: its own first, then the parts of stages and the fields of linked records. */
export function filterPaths(meta: Meta, object: ObjectMeta): FieldPath[] {
  const fields = object.fields.filter((field) => field.filterable && field.key !== "deleted_at");
  const own = fields.map((field): FieldPath => ({ path: field.key, field, label: field.label }));
  return [...own, ...fields.flatMap((field) => partsOf(meta, field))];
}

/** The field behind a path; undefined when it does not exist or may not be seen. */
export function pathAt(meta: Meta, object: ObjectMeta, path: string): FieldPath | undefined {
  return filterPaths(meta, object).find((candidate) => candidate.path === path);
}

function partsOf(meta: Meta, field: FieldMeta): FieldPath[] {
  const under = (part: FieldMeta): FieldPath => ({
    path: `${field.key}.${part.key}`,
    field: part,
    label: `${field.label}: ${part.label}`,
    via: field.label,
  });
  if (field.kind === "stage") return stageParts(field).map(under);
  const target = field.kind === "link" && field.options.target ? findObject(meta, field.options.target) : undefined;
  if (!target) return [];
  return target.fields
    .filter((part) => part.filterable && part.key !== "deleted_at" && part.kind !== "links" && part.kind !== "actor")
    .map(under);
}

function stageParts(field: FieldMeta): FieldMeta[] {
  const pipelines = new Map((field.options.stages ?? []).map(({ pipeline }) => [pipeline.id, pipeline.label]));
  const part = (key: string, label: string, kind: FieldMeta["kind"], options: FieldMeta["options"]): FieldMeta => ({
    key,
    label,
    help: "",
    kind,
    required: false,
    read_only: true,
    sortable: false,
    filterable: true,
    options,
    can: "read",
  });
  const groups = [
    { value: "open", label: t("Open"), color: "blue" },
    { value: "won", label: t("Won"), color: "green" },
    { value: "lost", label: t("Lost"), color: "red" },
  ];
  const parts = [part("group", t("Group"), "choice", { choices: groups })];
  if (pipelines.size > 1) {
    const choices = [...pipelines].map(([value, label]) => ({ value, label }));
    parts.push(part("pipeline", t("Pipeline"), "choice", { choices }));
  }
  return [...parts, part("probability", t("Probability"), "percent", {})];
}
