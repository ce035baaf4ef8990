import { useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo } from "react";
import type { Filter, Id, ObjectMeta, RecordData } from "@/api/types";
import { BoardFallback } from "@/features/board/BoardFallback";
import { BulkProgress } from "@/features/bulk/BulkProgress";
import { columnsOf } from "@/features/list/columns";
import { ListFoot } from "@/features/list/ListFoot";
import { tablePreferences } from "@/features/list/preferences";
import { useTableState } from "@/features/list/useTableState";
import { NameView } from "@/features/views/NameView";
import { useListView } from "@/features/views/useListView";
import { ViewMenu } from "@/features/views/ViewMenu";
import { useStore } from "@/lib/store";
import { ObjectIcon } from "@/records/ObjectIcon";
import { useMeta } from "@/records/useMeta";
import { useRecordPages } from "@/records/useRecordPages";
import { rememberWalk } from "@/records/walk";
import { Page } from "@/ui/page/Page";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { useIsPhone } from "@/ui/useIsPhone";
import { ListActions } from "./ListActions";
import { ListBar } from "./ListBar";
import classes from "./ListScreen.module.css";
import { Peek } from "./Peek";
import { listQuery, loadBoard } from "./prepareList";
import { Rows } from "./Rows";
import { SelectionBar } from "./SelectionBar";

const Board = lazy(loadBoard);

/** The records of an object as its views show them: a table or a board, cards on the phone. */
export function ListScreen({ object }: { object: ObjectMeta }) {
  const meta = useMeta();
  const router = useRouter();
  const phone = useIsPhone();
  const current = useListView(object);
  const { view, settings, peek, ready } = current;
  const { layout, filter, sort } = settings;
  const { widths } = useStore(tablePreferences);
  const columns = useMemo(
    () => columnsOf(meta, object, settings.columns, widths[object.key]),
    [meta, object, settings.columns, widths],
  );
  const board = layout === "board";
  const query = useMemo(() => listQuery(object, columns, filter, sort), [filter, sort, object, columns]);
  // The board asks for its own cards; from here it only needs to know how many match.
  const pages = useRecordPages(object, board ? { ...query, fields: [object.title_field], limit: 1 } : query, ready);
  const state = useTableState(JSON.stringify([filter, sort]));

  const { label } = view;
  const { total } = pages;
  const keepWalk = useCallback(
    (ids: Id[]) => rememberWalk({ object: object.key, label, href: router.state.location.href, ids, total }),
    [object.key, label, router, total],
  );
  const toPage = useCallback(
    (id: Id) => void router.navigate({ to: "/$plural/$id", params: { plural: object.plural, id } }),
    [router, object.plural],
  );
  const { records } = pages;
  const open = useCallback(
    (record: RecordData) => {
      keepWalk(records.map(({ id }) => id));
      toPage(record.id);
    },
    [keepWalk, toPage, records],
  );
  const openCard = (record: RecordData, walk: Id[]) => {
    keepWalk(walk);
    if (phone) toPage(record.id);
    else current.setPeek(record.id);
  };

  return (
    <Page
      title={phone ? <ViewMenu object={object} current={current} /> : object.label_plural}
      icon={(props) => <ObjectIcon object={object} {...props} />}
      actions={<ListActions object={object} settings={settings} current={current} phone={phone} total={total} />}
      bar={<ListBar object={object} current={current} total={total} phone={phone} />}
      foot={
        !phone && !board ? (
          <ListFoot object={object} columns={columns} filter={filter} total={total} ready={ready && !pages.loading} />
        ) : undefined
      }
      scrolls="content"
    >
      <div className={classes.split}>
        <div className={classes.list}>
          {phone && !board && (
            <div className={classes.summary}>
              <ListFoot
                object={object}
                columns={columns}
                filter={filter}
                total={total}
                ready={!pages.loading}
                most={1}
              />
            </div>
          )}
          {!ready ? (
            <SkeletonRows />
          ) : board ? (
            <Suspense fallback={<BoardFallback object={object} filter={filter} sort={sort} />}>
              <Board
                object={object}
                filter={filter}
                sort={sort}
                selected={peek}
                onOpen={openCard}
                onShowRows={(rows: Filter) => current.change({ layout: "table", filter: rows })}
              />
            </Suspense>
          ) : (
            <Rows
              object={object}
              columns={columns}
              pages={pages}
              state={state}
              current={current}
              phone={phone}
              onOpen={open}
            />
          )}
          {!board && <SelectionBar object={object} settings={settings} state={state} total={total} records={records} />}
          <BulkProgress />
        </div>
        {peek && !phone && (
          <Peek
            object={object}
            id={peek}
            current={current}
            state={state}
            records={board ? [] : records}
            onOpen={toPage}
          />
        )}
      </div>
      <NameView object={object} current={current} />
    </Page>
  );
}
