import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { type ListQuery, listRecords } from "@/api/records";
import type { ObjectMeta, RecordData, RecordPage, Total } from "@/api/types";
import { keys } from "./keys";
import { isOutlineNext, type ListPage, outlinedPages, type PageParam } from "./outlines";

export interface RecordPages {
  /** Says what the list asks for; another key is another list. */
  key: string;
  /** In order. Those of an outlined page are only names of rows yet; `isOutline` tells. */
  records: RecordData[];
  total: Total | undefined;
  /** True until the first page is there; false while a changed filter loads behind the old rows. */
  loading: boolean;
  /** The rows still belong to the filter before. */
  stale: boolean;
  error: Error | null;
  hasMore: boolean;
  loadingMore: boolean;
  /** Tells which rows are in sight. Brings the pages up to them, skimming those that are jumped over. */
  show(first: number, last: number): void;
  retry(): void;
}

/** The first page comes fast, the further ones bring more at once. */
const FURTHER = 200;
/** The next page is asked for when this many rows are left below the last one in sight. */
const AHEAD = 60;
/** How long a page that did not come is left alone. */
const PAUSE = 3_000;

/** The request of a list, for the list itself and for who brings it ahead; `first` tells the first row in sight. */
export function recordPagesQuery(object: ObjectMeta, query: ListQuery, first: () => number = () => 0) {
  return infiniteQueryOptions({
    queryKey: keys.list(object.key, query),
    queryFn: async ({ pageParam: { cursor, outline }, signal }): Promise<ListPage> => {
      const more = cursor ? { ...query, count: false, limit: FURTHER } : query;
      const asked = outline ? { ...more, fields: ["id"] } : more;
      const page: ListPage = await listRecords(object.plural, asked, cursor, signal);
      return outline ? { ...page, outlineOf: cursor } : page;
    },
    initialPageParam: { cursor: null, outline: false } as PageParam,
    getNextPageParam: (page: ListPage, pages: ListPage[]): PageParam | null =>
      page.next ? { cursor: page.next, outline: isOutlineNext(pages, first(), FURTHER) } : null,
    staleTime: 30_000,
    // Comparing every loaded row with every page that comes would stop the scrolling of a long list.
    structuralSharing: false,
  });
}

/** The records of a list, page after page by keyset cursor. */
export function useRecordPages(object: ObjectMeta, query: ListQuery, enabled = true): RecordPages {
  const client = useQueryClient();
  const queryKey = useMemo(() => keys.list(object.key, query), [object.key, query]);
  const wanted = useRef(0);

  const options = recordPagesQuery(object, query, () => wanted.current);
  const result = useInfiniteQuery({ ...options, placeholderData: keepPreviousData, enabled });
  const pages = result.data?.pages;
  const records = useMemo(() => pages?.flatMap((page) => page.records) ?? [], [pages]);

  const filling = useRef(new Set<string>());
  const fill = useCallback(
    async (page: ListPage) => {
      const cursor = page.outlineOf;
      if (!cursor || filling.current.has(cursor)) return;
      filling.current.add(cursor);
      try {
        const full: RecordPage = await listRecords(object.plural, { ...query, count: false, limit: FURTHER }, cursor);
        client.setQueryData<InfiniteData<ListPage, PageParam>>(
          queryKey,
          (data) =>
            data && {
              ...data,
              pages: data.pages.map((old) => (old.outlineOf === cursor ? { ...full, next: old.next } : old)),
            },
        );
        filling.current.delete(cursor);
      } catch {
        // The rows stay grey; the next scroll after a moment asks again.
        setTimeout(() => filling.current.delete(cursor), PAUSE);
      }
    },
    [client, object.plural, query, queryKey],
  );

  const { hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = result;
  return {
    key: JSON.stringify([object.key, query]),
    records,
    total: pages?.[0]?.total,
    loading: result.isPending,
    stale: isPlaceholderData,
    error: result.error,
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    show: (first, last) => {
      wanted.current = first;
      if (isPlaceholderData) return;
      if (hasNextPage && !isFetchingNextPage && last + AHEAD > records.length) void fetchNextPage();
      for (const page of outlinedPages(pages ?? [], first - AHEAD, last + AHEAD)) void fill(page);
    },
    retry: () => void result.refetch(),
  };
}
