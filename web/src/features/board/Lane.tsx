import { useDroppable } from "@dnd-kit/core";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useRef } from "react";
import type { Group, ObjectMeta, RecordData, StageMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { DraggableCard } from "./DraggableCard";
import classes from "./Lane.module.css";
import { LaneHead } from "./LaneHead";

interface LaneProps {
  object: ObjectMeta;
  stage: StageMeta;
  group: Group;
  records: RecordData[];
  /** The card on its way, which must stay on the page though it is scrolled out of sight. */
  lifted: string | null;
  selected: string | undefined;
  movable: boolean;
  onOpen: (record: RecordData) => void;
  onShowRows: (stage: StageMeta) => void;
  onEnd: (group: Group) => void;
}

const CARD = 114;
const GAP = 8;

/** One lane: only the cards in sight are on the page, so that a thousand scroll as smoothly as ten. */
export const Lane = memo(function Lane({
  object,
  stage,
  group,
  records,
  lifted,
  selected,
  movable,
  onOpen,
  onShowRows,
  onEnd,
}: LaneProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { setNodeRef, isOver } = useDroppable({ id: stage.id, data: { stage } });
  const kept = lifted ? records.findIndex(({ id }) => id === lifted) : -1;
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    getItemKey: (at) => records[at]?.id ?? at,
    estimateSize: () => CARD,
    gap: GAP,
    overscan: 4,
    paddingEnd: 24,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return kept < 0 || shown.includes(kept) ? shown : [...shown, kept].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (group.next && lastShown >= records.length - 5) onEnd(group);
  }, [group, lastShown, records.length, onEnd]);

  return (
    <section className={classes.lane} data-over={isOver || undefined} aria-label={stage.label}>
      <LaneHead object={object} stage={stage} group={group} onShowRows={() => onShowRows(stage)} />
      <div
        ref={(node) => {
          scroller.current = node;
          setNodeRef(node);
        }}
        className={classes.cards}
      >
        {records.length === 0 && <p className={classes.empty}>{t("Nothing here. Drop a card or add one.")}</p>}
        <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {items.map((item) => {
            const record = records[item.index];
            if (!record) return null;
            return (
              <div
                key={record.id}
                ref={virtual.measureElement}
                data-index={item.index}
                className={classes.place}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <DraggableCard
                  object={object}
                  record={record}
                  lane={stage.id}
                  selected={record.id === selected}
                  movable={movable}
                  onOpen={onOpen}
                />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
});
