import type { Change, FieldChange, ObjectMeta } from "@/api/types";
import { shownKind } from "@/fields/registry";

/** What a list of changes can be narrowed to. */
export type Kind = "all" | "stage" | "hand" | "automatic";

/** The changes that a person reads: what follows by itself from another value is left out where anything else is left. */
export function readable(object: ObjectMeta, change: Change): FieldChange[] {
  const told = change.fields.filter(({ field, before, after }) => {
    const meta = object.fields.find(({ key }) => key === field);
    if (!meta) return true;
    const { isEmpty } = shownKind(meta);
    return !meta.read_only && !(isEmpty(before) && isEmpty(after));
  });
  return told.length ? told : change.fields;
}

/** The change of a stage alone, which is told as a move. */
export function moveOf(object: ObjectMeta, change: Change): FieldChange | undefined {
  if (change.kind !== "update") return undefined;
  return readable(object, change).find(({ field }) => isStage(object, field));
}

export function isOfKind(object: ObjectMeta, change: Change, kind: Kind): boolean {
  if (kind === "stage") return change.fields.some(({ field }) => isStage(object, field));
  if (kind === "hand") return change.change_set.actor.kind === "user" && change.change_set.source === "user";
  if (kind === "automatic") return !isOfKind(object, change, "hand");
  return true;
}

export function hasStage(object: ObjectMeta): boolean {
  return object.fields.some(({ kind }) => kind === "stage");
}

const isStage = (object: ObjectMeta, key: string): boolean =>
  object.fields.some((field) => field.key === key && field.kind === "stage");
