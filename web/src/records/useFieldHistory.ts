import { useQuery } from "@tanstack/react-query";
import { readFieldHistory } from "@/api/records";
import type { Change, HistoryPage, Id, ObjectMeta } from "@/api/types";
import { keys } from "./keys";

/** All changes of one field. The first page of the history that came with the record is enough where it is the last. */
export function useFieldHistory(object: ObjectMeta, id: Id, field: string | undefined, first: HistoryPage): Change[] {
  const more = first.next !== null && field !== undefined;
  const { data } = useQuery({
    queryKey: [...keys.history(object.key, id), "field", field],
    queryFn: ({ signal }) => readFieldHistory(object.plural, id, field ?? "", signal),
    enabled: more,
    staleTime: 15_000,
  });
  return more ? (data ?? []) : first.changes;
}
