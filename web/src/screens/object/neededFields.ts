import type { ObjectMeta } from "@/api/types";
import type { Column } from "@/features/list/columns";

/** What a row needs beside its columns: the title, whose initials stand for it, whose it is, and what cards show. */
export function neededFields(object: ObjectMeta, columns: Column[]): string[] {
  const keys = [
    object.title_field,
    ...columns.map(({ key }) => key),
    object.avatar_field,
    object.owner_field,
    ...(object.board ? [object.board.lanes, ...object.board.card] : []),
  ];
  return [...new Set(keys.filter((key): key is string => Boolean(key)))];
}
