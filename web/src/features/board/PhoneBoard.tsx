import { ActionIcon, Drawer, UnstyledButton } from "@mantine/core";
import { IconArrowsExchange, IconCheck } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { RecordData } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";
import { groupKeyOf } from "@/records/cache";
import { may } from "@/records/useMeta";
import { Dot } from "@/ui/Dot";
import type { BoardLayoutProps, LaneOf } from "./Board";
import { CardFace, spokenCard } from "./Card";
import card from "./Card.module.css";
import { LaneSums } from "./LaneHead";
import classes from "./PhoneBoard.module.css";
import { useMove } from "./useMove";

/** One lane at a time: chips of all lanes on top, its cards below, each with a button to move it. */
export function PhoneBoard({ object, lanes, onOpen, onShowRows, onEnd }: BoardLayoutProps) {
  const [chosen, setChosen] = useState<string>();
  const [moving, setMoving] = useState<RecordData | null>(null);
  const move = useMove(object);
  const first = lanes.find(({ group }) => (group.aggregates.count ?? 0) > 0) ?? lanes[0];
  const lane = lanes.find(({ stage }) => stage.id === chosen) ?? first;
  if (!lane) return null;
  const count = lane.group.aggregates.count ?? 0;
  return (
    <>
      <div className={classes.chips} role="tablist" aria-label={t("Lanes")}>
        {lanes.map(({ stage }) => (
          <UnstyledButton
            key={stage.id}
            role="tab"
            className={classes.chip}
            aria-selected={stage === lane.stage}
            onClick={(event) => {
              setChosen(stage.id);
              event.currentTarget.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
            }}
          >
            <Dot color={stage.color} />
            {stage.label}
          </UnstyledButton>
        ))}
      </div>
      <div className={classes.totals}>
        <UnstyledButton className={classes.count} onClick={() => onShowRows(lane.stage)}>
          {plural(count, "{{count}} {{one}}", "{{count}} {{many}}", {
            one: object.label.toLowerCase(),
            many: object.label_plural.toLowerCase(),
          })}
        </UnstyledButton>
        <LaneSums object={object} stage={lane.stage} group={lane.group} onClick={() => onShowRows(lane.stage)} />
      </div>
      <Cards
        key={lane.stage.id}
        lane={lane}
        onEnd={() => onEnd(lane.group)}
        draw={(record) => (
          <article className={card.card}>
            <button type="button" className={card.face} onClick={() => onOpen(record)}>
              <CardFace object={object} record={record} tool={<span />} />
            </button>
            {may(object, "edit") && (
              <ActionIcon
                className={card.tool}
                size={44}
                aria-label={t("Move {{card}}", { card: spokenCard(object, record) })}
                onClick={() => setMoving(record)}
              >
                <IconArrowsExchange size={18} stroke={1.6} />
              </ActionIcon>
            )}
          </article>
        )}
      />
      <Drawer
        opened={moving !== null}
        onClose={() => setMoving(null)}
        position="bottom"
        size="auto"
        title={moving ? t("Move {{card}}", { card: spokenCard(object, moving) }) : ""}
      >
        {lanes.map(({ stage }) => (
          <UnstyledButton
            key={stage.id}
            className={classes.target}
            onClick={() => {
              if (moving) move(moving, stage);
              setMoving(null);
            }}
          >
            <Dot color={stage.color} size={10} />
            {stage.label}
            {moving && groupKeyOf(moving[object.board?.lanes ?? ""]) === stage.id && (
              <IconCheck size={18} stroke={1.8} />
            )}
          </UnstyledButton>
        ))}
      </Drawer>
    </>
  );
}

function Cards({
  lane,
  draw,
  onEnd,
}: {
  lane: LaneOf;
  draw: (record: RecordData) => React.ReactNode;
  onEnd: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const { records, group } = lane;
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    getItemKey: (at) => records[at]?.id ?? at,
    estimateSize: () => 152,
    gap: 10,
    overscan: 4,
    paddingEnd: 16,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (group.next && lastShown >= records.length - 5) onEnd();
  }, [group.next, lastShown, records.length, onEnd]);
  return (
    <div ref={scroller} className={classes.cards}>
      {records.length === 0 && <p className={classes.empty}>{t("Nothing in this lane.")}</p>}
      <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
        {items.map((item) => {
          const record = records[item.index];
          return record ? (
            <div
              key={record.id}
              ref={virtual.measureElement}
              data-index={item.index}
              className={classes.place}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {draw(record)}
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}
