import type { ObjectMeta } from "@/api/types";
import type { Column } from "@/features/list/columns";

/**
 * What a row needs beside its columns: the title, whose initials stand for it, whose it is, what cards show, and what
 * a stage may demand, so that a move asks only for what is really missing.
 */
export function neededFields(object: ObjectMeta, columns: Column[]): string[] {
  const demanded = columns
    .flatMap(({ field }) => field.options.stages ?? [])
    .flatMap((stage) => stage.required_fields ?? []);
  const keys = [
    object.title_field,
    ...columns.map(({ key }) => key),
    object.avatar_field,
    object.owner_field,
    object.private_field,
    ...demanded,
    ...(object.board ? [object.board.lanes, ...object.board.card] : []),
  ];
  return [...new Set(keys.filter((key): key is string => Boolean(key)))];
}
