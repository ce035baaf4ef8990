import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type AuditPage, type AuditQuestion, readAudit } from "@/api/audit";
import { keys } from "@/records/keys";

/** The entries that fit, the newest first, page by page. */
export function useAudit(question: AuditQuestion) {
  return useInfiniteQuery({
    queryKey: [...keys.audit, question],
    queryFn: ({ pageParam, signal }) => readAudit(question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: AuditPage) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
