import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { search } from "@/api/records";

/** Records by words, over all objects or one. Type-ahead: the results before stay until the next are there. */
export function useRecordSearch(words: string, options: { object?: string; limit?: number; enabled?: boolean } = {}) {
  const { enabled = true, ...rest } = options;
  const q = words.trim();
  return useQuery({
    queryKey: ["search", q, rest],
    queryFn: ({ signal }) => search(q, rest, signal),
    select: (answer) => answer.results,
    enabled: enabled && q.length > 0,
    placeholderData: q ? keepPreviousData : undefined,
    staleTime: 10_000,
  });
}
