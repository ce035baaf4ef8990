import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { queryGroups, queryPage } from "@/api/records";
import type { Filter, Group, Grouped, ObjectMeta, StageMeta, ViewDescription } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { keys } from "@/records/keys";
import { narrowed } from "./lanes";

const FIRST = 20;
const MORE = 50;

/** The one request behind a board: count, sum and the first cards of every lane. */
export function boardView(
  object: ObjectMeta,
  filter: Filter | null,
  sort: string,
  stages: StageMeta[],
): ViewDescription {
  const board = object.board;
  if (!board) throw new Error(`${object.key} has no board.`);
  const demanded = stages.flatMap((stage) => stage.required_fields ?? []);
  const fields = [object.title_field, object.avatar_field, ...board.card, board.lanes, board.total, ...demanded];
  return {
    object: object.key,
    fields: [...new Set(fields.filter((key): key is string => Boolean(key)))],
    filter,
    sort: sort.split(",").filter(Boolean),
    group: { by: board.lanes, limit: FIRST },
    aggregates: [{ fn: "count" }, ...(board.total ? [{ fn: "sum" as const, field: board.total }] : [])],
  };
}

/** The lanes of a board, live; `loadMore` brings further cards of one lane. */
export function useBoard(view: ViewDescription, lanes: StageMeta[]) {
  const client = useQueryClient();
  const queryKey = useMemo(() => keys.grouped(view), [view]);
  const loading = useRef(new Set<string>());
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const fresh = await queryGroups(view, signal);
      return withDeeperCards(withEmptyLanes(fresh, lanes), client.getQueryData<Grouped>(queryKey));
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

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
