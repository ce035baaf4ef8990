import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type ListQuery, listRecords } from "@/api/records";
import type { ObjectMeta, RecordData, RecordPage, Total } from "@/api/types";
import { keys } from "./keys";

export interface RecordPages {
  /** Says what the list asks for; another key is another list. */
  key: string;
  records: RecordData[];
  total: Total | undefined;
  /** True until the first page is there; false while a changed filter loads behind the old rows. */
  loading: boolean;
  /** The rows still belong to the filter before. */
  stale: boolean;
  error: Error | null;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore(): void;
  retry(): void;
}

/** The first page comes fast, the further ones bring more at once. */
const FURTHER = 200;

/** The records of a list, page after page by keyset cursor. Call `loadMore` as the end comes into sight. */
export function useRecordPages(object: ObjectMeta, query: ListQuery, enabled = true): RecordPages {
  const result = useInfiniteQuery({
    queryKey: keys.list(object.key, query),
    queryFn: ({ pageParam, signal }) =>
      listRecords(object.plural, pageParam ? { ...query, count: false, limit: FURTHER } : query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: RecordPage) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // Comparing every loaded row with every page that comes would stop the scrolling of a long list.
    structuralSharing: false,
    enabled,
  });
  const pages = result.data?.pages;
  const records = useMemo(() => pages?.flatMap((page) => page.records) ?? [], [pages]);
  return {
    key: JSON.stringify([object.key, query]),
    records,
    total: pages?.[0]?.total,
    loading: result.isPending,
    stale: result.isPlaceholderData,
    error: result.error,
    hasMore: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => {
      if (result.hasNextPage && !result.isFetchingNextPage) void result.fetchNextPage();
    },
    retry: () => void result.refetch(),
  };
}
