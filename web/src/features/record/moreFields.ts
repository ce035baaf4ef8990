import type { ObjectMeta } from "@/api/types";
import { fieldOf } from "@/records/useMeta";

/** The fields that a person writes or that are worked out, and that no facts name: one line makes a field, and it shows. */
export function moreFields(object: ObjectMeta): string[] {
  const named = new Set([...object.facts, object.title_field]);
  return object.fields
    .filter(({ key, kind, read_only }) => !named.has(key) && kind !== "stage" && (!read_only || kind === "computed"))
    .map(({ key }) => key);
}

/** All fields of links to many, which stand as lists of their own. */
export function ownLists(object: ObjectMeta): string[] {
  return [...object.facts, ...moreFields(object)].filter((key) => fieldOf(object, key).kind === "links");
}
