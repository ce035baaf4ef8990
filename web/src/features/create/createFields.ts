import type { FieldMeta, ObjectMeta } from "@/api/types";
import { isEditable } from "@/fields/editable";
import { stageOf } from "@/fields/stage/stage";
import { slotsOf } from "@/records/slots";
import { fieldOf } from "@/records/useMeta";

export interface CreateFields {
  main: FieldMeta[];
  more: FieldMeta[];
}

/** The fields of a create form: what is needed and what matters first, the rest on demand. */
export function createFieldsOf(object: ObjectMeta, given: string[]): CreateFields {
  const { createFields } = slotsOf(object.key);
  const required = object.fields.filter((field) => field.required).map(({ key }) => key);
  const wanted = createFields ?? [object.title_field, ...object.table.columns];
  const fitting = (keys: string[]) =>
    [...new Set(keys)].map((key) => fieldOf(object, key)).filter((field) => isEditable(object, field));
  const first = createFields ? [...createFields, ...required] : [...required, ...wanted];
  const main = fitting([...first, ...given.filter((key) => object.fields.some((field) => field.key === key))]);
  const more = fitting([...object.facts, ...object.fields.map(({ key }) => key)]);
  return { main, more: more.filter((field) => !main.includes(field)) };
}

const WIDE = new Set(["long_text", "address", "links", "tags", "multi_choice"]);

/** Whether a field needs the whole width of the form. */
export function isWide(object: ObjectMeta, field: FieldMeta): boolean {
  return field.key === object.title_field || WIDE.has(field.kind);
}

/** What the server would choose anyway, shown beforehand: the first open stage. */
export function firstStages(object: ObjectMeta): Record<string, unknown> {
  const stages = object.fields.filter((field) => field.kind === "stage" && field.required);
  return Object.fromEntries(
    stages.flatMap(({ key, options }) => {
      const first = options.stages?.find(({ group }) => group === "open");
      return first ? [[key, stageOf(first)]] : [];
    }),
  );
}
