import { useQuery } from "@tanstack/react-query";
import { readRecordPage } from "@/api/records";
import type { Id, ObjectMeta } from "@/api/types";
import { keys } from "./keys";

/** A record with its related records and the start of its history, in one request. */
export function useRecord(object: ObjectMeta, id: Id, enabled = true) {
  return useQuery({
    queryKey: keys.page(object.key, id),
    queryFn: ({ signal }) => readRecordPage(object.plural, id, signal),
    staleTime: 15_000,
    enabled,
  });
}
