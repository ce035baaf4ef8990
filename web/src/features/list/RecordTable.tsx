import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef } from "react";
import type { Id, ObjectMeta, RecordData } from "@/api/types";
import { isOutline } from "@/records/outlines";
import type { RecordPages } from "@/records/useRecordPages";
import { cellId } from "./cellId";
import type { Column } from "./columns";
import { cellsIn, moveTo, rangeOf } from "./cursor";
import { PlaceholderRow } from "./PlaceholderRow";
import classes from "./RecordTable.module.css";
import { rowCountOf } from "./rowCount";
import { isSelected } from "./selection";
import { TableHead } from "./TableHead";
import { TableRow } from "./TableRow";
import { useCellEdits } from "./useCellEdits";
import { useClipboard } from "./useClipboard";
import { useTableKeys } from "./useTableKeys";
import { useTablePointer } from "./useTablePointer";
import type { TableState } from "./useTableState";

interface RecordTableProps {
  object: ObjectMeta;
  columns: Column[];
  pages: RecordPages;
  sort: string;
  state: TableState;
  dense: boolean;
  /** The record in the side panel. */
  peeking: Id | undefined;
  onSort: (sort: string) => void;
  onColumns: (keys: string[]) => void;
  onPeek: (record: RecordData | null) => void;
  onOpen: (record: RecordData) => void;
  /** What stands under the head when there is no row. */
  children?: ReactNode;
}

export const HEAD_HEIGHT = 34;
const ROW_HEIGHT = { comfortable: 34, dense: 28 };
const TICK_WIDTH = 36;

/** A table of any number of records: only what is on the screen is drawn, pages come by cursor as they are needed. */
export function RecordTable(props: RecordTableProps) {
  const { object, columns, pages, sort, state, dense, peeking } = props;
  const { cursor, selection, editing, scroll } = state;
  const { records } = pages;
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const rowHeight = dense ? ROW_HEIGHT.dense : ROW_HEIGHT.comfortable;
  const count = rowCountOf(pages);

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    initialOffset: scroll.current,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the height of rows changes.
  useLayoutEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const firstShown = items[0]?.index ?? 0;
  const lastShown = items.at(-1)?.index ?? 0;
  const { loadingMore, hasMore, stale } = pages;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again whenever a page has arrived and the end is near still.
  useEffect(() => {
    pages.show(firstShown, lastShown);
  }, [firstShown, lastShown, records.length, hasMore, loadingMore, stale]);
  const offset = virtualizer.scrollOffset;
  useEffect(() => {
    scroll.current = offset ?? 0;
  }, [offset, scroll]);
  const places = usePlaces(items);

  const question = pages.key;
  const drawn = useRef(question);
  useLayoutEffect(() => {
    if (drawn.current === question) return;
    drawn.current = question;
    scroller.current?.scrollTo({ top: 0 });
  }, [question]);

  const focus = useCallback(() => scroller.current?.focus({ preventScroll: true }), []);
  const edits = useCellEdits({ object, columns, records, state, focus });
  const clipboard = useClipboard({ object, columns, records, cursor, edits });
  const keys = useTableKeys({
    ...props,
    records,
    count: records.length,
    page: Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 600) / rowHeight) - 2),
    edits,
  });
  const pointer = useTablePointer({ ...props, records, edits });
  const latest = useRef(props);
  latest.current = props;
  const sortBy = useCallback((next: string) => latest.current.onSort(next), []);
  const showColumns = useCallback((next: string[]) => latest.current.onColumns(next), []);

  const range = cursor && rangeOf(cursor);
  const marked = range && cellsIn(range) > 1 ? range : null;
  const shownRow = cursor?.row ?? -1;
  const shownColumn = cursor?.column ?? -1;
  useEffect(() => {
    if (shownRow < 0) return;
    virtualizer.scrollToIndex(shownRow, { align: "auto" });
    revealColumn(scroller.current, shownColumn);
  }, [shownRow, shownColumn, virtualizer]);

  const widths = useMemo(() => {
    const sizes = Object.fromEntries(columns.map(({ width }, at) => [`--c${at}`, `${width}px`]));
    const across = columns.reduce((sum, { width }) => sum + width, TICK_WIDTH);
    return { ...sizes, "--across": `${across}px` } as React.CSSProperties;
  }, [columns]);
  const loadedTicks = useMemo(
    () => records.length > 0 && records.every(({ id }) => isSelected(selection, id)),
    [records, selection],
  );
  const isDrawn = (record: RecordData | undefined): record is RecordData => !!record && !isOutline(object, record);

  const grid = (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={classes.grid}
      style={widths}
      data-dense={dense || undefined}
      aria-label={object.label_plural}
      aria-rowcount={pages.total?.exact ? pages.total.count + 1 : -1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={stale || undefined}
      aria-activedescendant={cursor && !editing ? cellId(gridId, cursor.row, cursor.column) : undefined}
      onKeyDown={keys.onKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !cursor && records.length > 0 && !pointer.pressed()) {
          state.setCursor(moveTo(null, { row: 0, column: 0 }, false));
        }
      }}
      {...clipboard}
    >
      <TableHead
        object={object}
        columns={columns}
        sort={sort}
        ticked={loadedTicks}
        some={!loadedTicks && (selection.all || selection.ids.size > 0)}
        grid={scroller}
        onTick={pointer.tickAll}
        onSort={sortBy}
        onColumns={showColumns}
      />
      <div
        role="rowgroup"
        className={classes.body}
        style={{ height: count * rowHeight }}
        aria-owns={items
          .filter(({ index }) => isDrawn(records[index]))
          .map(({ index }) => `${gridId}-${index}`)
          .join(" ")}
        data-stale={stale || undefined}
        {...pointer.handlers}
      >
        {places.map(({ key, index, start }) => {
          const record = records[index];
          const top = start - HEAD_HEIGHT;
          if (!isDrawn(record)) return <PlaceholderRow key={key} index={index} top={top} columns={columns} />;
          const inRange = marked && index >= marked.top && index <= marked.bottom;
          return (
            <TableRow
              key={key}
              gridId={gridId}
              object={object}
              columns={columns}
              record={record}
              index={index}
              top={top}
              selected={isSelected(selection, record.id)}
              peeking={record.id === peeking}
              cursorAt={cursor?.row === index ? cursor.column : -1}
              rangeFrom={inRange ? marked.left : -1}
              rangeTo={inRange ? marked.right : -1}
              editing={editing?.id === record.id ? editing.column : null}
              onCommit={edits.commit}
              onCancel={edits.cancel}
            />
          );
        })}
      </div>
    </div>
  );
  return (
    <div className={classes.frame}>
      {grid}
      {props.children && <div className={classes.instead}>{props.children}</div>}
    </div>
  );
}

/**
 * The rows in sight, each with the place on the page that it takes: a row that leaves the screen hands its elements to the
 * one that comes, which is far quicker than making new ones. Sorted by place, so that nothing is moved on the page;
 * `aria-owns` tells readers the true order.
 */
function usePlaces(items: VirtualItem[]): { key: number; index: number; start: number }[] {
  const most = useRef(0);
  most.current = Math.max(most.current, items.length);
  return items
    .map(({ index, start }) => ({ key: index % most.current, index, start }))
    .sort((one, other) => one.key - other.key);
}

/** Scrolls sideways until a column is free of the pinned one. */
function revealColumn(grid: HTMLElement | null, column: number): void {
  const head = grid?.querySelector(`[data-column="${column}"]`)?.getBoundingClientRect();
  const pinned = grid?.querySelector('[data-column="0"]')?.getBoundingClientRect();
  if (!grid || !head || !pinned || column === 0) return;
  const right = grid.getBoundingClientRect().left + grid.clientWidth;
  if (head.left < pinned.right) grid.scrollLeft -= pinned.right - head.left;
  else if (head.right > right) grid.scrollLeft += head.right - right;
}
