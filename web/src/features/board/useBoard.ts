import { keepPreviousData, type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { queryGroups, queryPage } from "@/api/records";
import type { Group, Grouped, StageMeta, ViewDescription } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { keys } from "@/records/keys";
import { narrowed } from "./lanes";

const FIRST = 20;
const MORE = 50;

/** The request of a board, for the board itself and for who brings it ahead. */
export function boardQuery(client: QueryClient, view: ViewDescription, lanes: StageMeta[]) {
  const queryKey = keys.grouped(view);
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }) => {
      const fresh = await queryGroups(view, signal);
      return withDeeperCards(withEmptyLanes(fresh, lanes), client.getQueryData<Grouped>(queryKey));
    },
    staleTime: 30_000,
  });
}

/** The lanes of a board, live; `loadMore` brings further cards of one lane. */
export function useBoard(view: ViewDescription, lanes: StageMeta[]) {
  const client = useQueryClient();
  const queryKey = useMemo(() => keys.grouped(view), [view]);
  const loading = useRef(new Set<string>());
  const query = useQuery({ ...boardQuery(client, view, lanes), placeholderData: keepPreviousData });

  const loadMore = useCallback(
    async (group: Group) => {
      const key = group.key ?? "";
      if (!group.next || !view.group || loading.current.has(key)) return;
      loading.current.add(key);
      try {
        const { group: by, aggregates: _none, ...list } = view;
        const condition = { field: by.by, op: "eq", value: group.key };
        const page = await queryPage({
          ...list,
          filter: narrowed(view.filter, condition),
          cursor: group.next,
          limit: MORE,
        });
        client.setQueryData<Grouped>(queryKey, (board) => board && withPage(board, group, page));
      } catch (error) {
        showFailure(t("More cards could not be loaded."), error);
      } finally {
        loading.current.delete(key);
      }
    },
    [client, queryKey, view],
  );

  return { ...query, loadMore };
}

/** The server answers only lanes that hold something; a card can be dropped on the others too. */
function withEmptyLanes({ groups }: Grouped, lanes: StageMeta[]): Grouped {
  const missing = lanes.filter(({ id }) => !groups.some(({ key }) => key === id));
  const empty = missing.map((stage): Group => {
    const sums = Object.keys(groups[0]?.aggregates ?? {}).filter((name) => name !== "count");
    const aggregates = { count: 0, ...Object.fromEntries(sums.map((name) => [name, []])) };
    return { key: stage.id, value: stage, aggregates, records: [], next: null };
  });
  return { groups: [...groups, ...empty] };
}

/** A lane that was scrolled down keeps its further cards when the board is read again. */
function withDeeperCards(fresh: Grouped, before: Grouped | undefined): Grouped {
  if (!before) return fresh;
  const known = new Set(fresh.groups.flatMap(({ records }) => records.map(({ id }) => id)));
  return {
    groups: fresh.groups.map((group) => {
      const old = before.groups.find(({ key }) => key === group.key);
      if (!group.next || !old || old.records.length <= FIRST) return group;
      const further = old.records.filter(({ id }) => !known.has(id));
      return { ...group, records: [...group.records, ...further], next: old.next };
    }),
  };
}

function withPage(board: Grouped, lane: Group, page: { records: Group["records"]; next: string | null }): Grouped {
  const known = new Set(board.groups.flatMap(({ records }) => records.map(({ id }) => id)));
  const added = page.records.filter(({ id }) => !known.has(id));
  return {
    groups: board.groups.map((group) =>
      group.key === lane.key ? { ...group, records: [...group.records, ...added], next: page.next } : group,
    ),
  };
}
