import { useInfiniteQuery } from "@tanstack/react-query";
import { readHistory } from "@/api/records";
import type { HistoryPage, Id, ObjectMeta } from "@/api/types";
import { keys } from "./keys";

/** The changes of one record, newest first. Give it the first page that came with the record page. */
export function useHistory(object: ObjectMeta, id: Id, first?: HistoryPage) {
  return useInfiniteQuery({
    queryKey: keys.history(object.key, id),
    queryFn: ({ pageParam, signal }) => readHistory(object.plural, id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: HistoryPage) => page.next,
    initialData: first ? { pages: [first], pageParams: [null] } : undefined,
    staleTime: 15_000,
  });
}
