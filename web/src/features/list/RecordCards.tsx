import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { ObjectMeta, RecordData } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { isOutline } from "@/records/outlines";
import type { RecordPages } from "@/records/useRecordPages";
import type { Column } from "./columns";
import { RecordCard } from "./RecordCard";
import classes from "./RecordCards.module.css";
import type { TableState } from "./useTableState";

interface RecordCardsProps {
  object: ObjectMeta;
  columns: Column[];
  pages: RecordPages;
  state: TableState;
  onOpen: (record: RecordData) => void;
}

const USUAL_HEIGHT = 112;

/** The phone's list: one card for each record, as many as fit on the screen. */
export function RecordCards({ object, columns, pages, state, onOpen }: RecordCardsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { records, hasMore, loadingMore, stale } = pages;
  const virtualizer = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => records[index]?.id ?? index,
    overscan: 6,
    initialOffset: state.scroll.current,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again whenever a page has arrived and the end is near still.
  useEffect(() => {
    pages.show(first, last);
  }, [first, last, records.length, hasMore, loadingMore, stale]);

  const drawn = useRef(pages.key);
  useLayoutEffect(() => {
    if (drawn.current === pages.key) return;
    drawn.current = pages.key;
    scroller.current?.scrollTo({ top: 0 });
  }, [pages.key]);

  return (
    <div
      ref={scroller}
      className={classes.scroll}
      onScroll={(event) => {
        state.scroll.current = event.currentTarget.scrollTop;
      }}
    >
      <ul
        className={classes.list}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={object.label_plural}
        data-stale={stale || undefined}
      >
        {items.map(({ key, index, start }) => {
          const record = records[index];
          return record ? (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={classes.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              {!isOutline(object, record) && (
                <RecordCard object={object} columns={columns} record={record} onOpen={onOpen} />
              )}
            </li>
          ) : null;
        })}
      </ul>
      {hasMore && <div className={classes.more}>{t("Loading more")}</div>}
    </div>
  );
}
