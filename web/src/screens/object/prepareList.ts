import type { QueryClient } from "@tanstack/react-query";
import type { ListQuery } from "@/api/records";
import type { Filter, Meta, ObjectMeta } from "@/api/types";
import { type Column, columnsOf } from "@/features/list/columns";
import { type SavedView, savedViewsQuery } from "@/features/views/savedViews";
import { listViews, settingsOf, viewOf } from "@/features/views/viewState";
import { findObject } from "@/records/useMeta";
import { recordPagesQuery } from "@/records/useRecordPages";
import type { ViewAddress } from "@/records/viewAddress";
import { neededFields } from "./neededFields";

export const loadBoard = () => import("@/features/board/Board");

const FIRST_PAGE = 100;

/** What a table asks for. */
export function listQuery(object: ObjectMeta, columns: Column[], filter: Filter | null, sort: string): ListQuery {
  return { filter, sort, fields: neededFields(object, columns), limit: FIRST_PAGE, count: true };
}

/**
 * Asks for what a list will show as soon as its address is known, and also when the pointer rests on a link to it: the
 * saved views, the code of the board and the records come side by side instead of one after another.
 */
export function prepareList(client: QueryClient, meta: Meta, plural: string, address: ViewAddress): void {
  const object = findObject(meta, plural);
  if (!object) return;
  const saved = savedViewsQuery(object);
  const known = client.getQueryData<SavedView[]>(saved.queryKey);
  void client.prefetchQuery(saved);
  const views = listViews(object, known ?? []);
  // A saved view that is not here yet says itself what it shows.
  if (address.view && !views.some(({ key }) => key === address.view)) return;
  const { layout, filter, sort, columns } = settingsOf(object, viewOf(views, address), address);
  if (layout === "board") {
    loadBoard().then(
      ({ prepareBoard }) => prepareBoard(client, object, filter, sort),
      () => undefined,
    );
    return;
  }
  const rows = recordPagesQuery(object, listQuery(object, columnsOf(meta, object, columns), filter, sort));
  if (!client.getQueryData(rows.queryKey)) void client.prefetchInfiniteQuery(rows);
}
