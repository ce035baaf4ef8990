import type { FieldKind, FieldMeta, Meta, ObjectMeta } from "@/api/types";
import { isEditable } from "@/fields/editable";
import { shownKind } from "@/fields/registry";
import { fieldAt } from "@/records/useMeta";

/** One column of a table: a field of the object, or one of a linked record (`parent.name`). */
export interface Column {
  key: string;
  field: FieldMeta;
  label: string;
  /** The kind its values are shown by. */
  kind: FieldKind;
  align: "start" | "end";
  width: number;
  /** Names the record; stays at the left edge. */
  title: boolean;
  sortable: boolean;
  editable: boolean;
}

export const NARROWEST = 60;
export const WIDEST = 800;
const TITLE_WIDTH = 270;

/** The columns of a table in order. The title always comes first; what no longer exists is left out. */
export function columnsOf(
  meta: Meta,
  object: ObjectMeta,
  keys: string[],
  widths: Readonly<Record<string, number>> = {},
): Column[] {
  const wanted = [object.title_field, ...keys.filter((key) => key !== object.title_field)];
  return [...new Set(wanted)].flatMap((key): Column[] => {
    const field = fieldAt(meta, object, key);
    if (!field) return [];
    const through = key.includes(".") ? fieldAt(meta, object, key.split(".")[0] ?? "") : undefined;
    const spec = shownKind(field);
    const title = key === object.title_field;
    return [
      {
        key,
        field,
        label: through ? `${through.label}: ${field.label}` : field.label,
        kind: field.result_kind ?? field.kind,
        align: spec.align,
        width: widths[key] ?? (title ? TITLE_WIDTH : Math.max(spec.width, widthOfName(field.label))),
        title,
        sortable: field.sortable,
        editable: !through && isEditable(object, field),
      },
    ];
  });
}

/** Room for a column's name beside its icon and the arrow of a sort. */
const widthOfName = (label: string) => Math.round(label.length * 7) + 54;

/** Every column that can be shown: the object's fields, then those of the records it links to. */
export function possibleColumns(meta: Meta, object: ObjectMeta): Column[] {
  const own = object.fields.map(({ key }) => key);
  const further = object.fields
    .filter(({ kind, options }) => kind === "link" && options.target)
    .flatMap((field) => {
      const target = meta.objects.find(({ key }) => key === field.options.target);
      return (target?.fields ?? [])
        .filter(({ key, kind }) => key !== target?.title_field && key !== "deleted_at" && kind !== "links")
        .map(({ key }) => `${field.key}.${key}`);
    });
  return columnsOf(meta, object, [...own.filter((key) => key !== "deleted_at"), ...further]);
}

/** The order after a column was dropped on the place of another. */
export function moved(keys: string[], from: string, to: string): string[] {
  const [start, end] = [keys.indexOf(from), keys.indexOf(to)];
  if (start < 0 || end < 0 || start === end) return keys;
  const next = keys.filter((key) => key !== from);
  next.splice(end, 0, from);
  return next;
}
