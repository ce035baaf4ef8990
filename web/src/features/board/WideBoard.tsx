import {
  type Announcements,
  type CollisionDetection,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useCallback, useMemo, useRef, useState } from "react";
import type { RecordData, StageMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { may } from "@/records/useMeta";
import type { BoardLayoutProps } from "./Board";
import classes from "./Board.module.css";
import { CardFace, spokenCard } from "./Card";
import card from "./Card.module.css";
import { Lane } from "./Lane";
import { laneKeys } from "./laneKeys";
import { useCardKeys } from "./useCardKeys";
import { useMove } from "./useMove";

/** The lane under the pointer; for the keyboard the lane that the lifted card covers most. */
const laneUnder: CollisionDetection = (given) =>
  given.pointerCoordinates ? pointerWithin(given) : rectIntersection(given);

/** All lanes side by side. */
export function WideBoard({ object, lanes, selected, onOpen, onShowRows, onEnd }: BoardLayoutProps) {
  const [lifted, setLifted] = useState<RecordData | null>(null);
  const move = useMove(object);
  const movable = may(object, "edit");
  const order = useRef<string[]>([]);
  order.current = lanes.map(({ stage }) => stage.id);
  const board = useRef<HTMLDivElement>(null);
  useCardKeys(board);

  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: useMemo(() => laneKeys(() => order.current), []),
      keyboardCodes: { start: ["Space"], end: ["Space", "Enter"], cancel: ["Escape"] },
    }),
  );

  const drop = useCallback(
    (record: RecordData | undefined, stage: StageMeta | undefined) => {
      setLifted(null);
      if (record && stage) move(record, stage);
    },
    [move],
  );

  const announcements = useMemo((): Announcements => {
    const name = (record: unknown) => spokenCard(object, record as RecordData);
    const label = (stage: unknown) => (stage as StageMeta | undefined)?.label ?? "";
    return {
      onDragStart: ({ active }) => t("Lifted {{card}}.", { card: name(active.data.current?.record) }),
      // The lane it stands in was just said, or is left again soon.
      onDragOver: ({ active, over }) =>
        over && over.id !== active.data.current?.lane
          ? t("Over {{stage}}.", { stage: label(over.data.current?.stage) })
          : undefined,
      onDragEnd: ({ active, over }) =>
        over
          ? t("Dropped {{card}} in {{stage}}.", {
              card: name(active.data.current?.record),
              stage: label(over.data.current?.stage),
            })
          : t("Put back {{card}}.", { card: name(active.data.current?.record) }),
      onDragCancel: ({ active }) => t("Put back {{card}}.", { card: name(active.data.current?.record) }),
    };
  }, [object]);

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={laneUnder}
      accessibility={{
        announcements,
        screenReaderInstructions: {
          draggable: t(
            "Enter opens this card. Space lifts it; then left and right carry it to another lane, Space drops it, Escape puts it back.",
          ),
        },
      }}
      onDragStart={({ active }) => setLifted(active.data.current?.record as RecordData)}
      onDragCancel={() => setLifted(null)}
      onDragEnd={({ active, over }) => drop(active.data.current?.record, over?.data.current?.stage)}
    >
      <div ref={board} className={classes.lanes}>
        {lanes.map(({ stage, group, records }) => (
          <Lane
            key={stage.id}
            object={object}
            stage={stage}
            group={group}
            records={records}
            lifted={lifted?.id ?? null}
            selected={selected}
            movable={movable}
            onOpen={onOpen}
            onShowRows={onShowRows}
            onEnd={onEnd}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {lifted && (
          <div className={card.card} data-lifted>
            <CardFace object={object} record={lifted} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}
