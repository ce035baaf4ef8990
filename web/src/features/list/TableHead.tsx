import { closestCenter, DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { horizontalListSortingStrategy, SortableContext, useSortable } from "@dnd-kit/sortable";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { memo, type RefObject } from "react";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";
import { ColumnEdge } from "./ColumnEdge";
import { type Column, moved } from "./columns";
import { KIND_ICONS } from "./kindIcons";
import classes from "./RecordTable.module.css";
import { readSort, toggledSort } from "./sorting";

interface TableHeadProps {
  object: ObjectMeta;
  columns: Column[];
  sort: string;
  ticked: boolean;
  some: boolean;
  grid: RefObject<HTMLDivElement | null>;
  onTick: (on: boolean) => void;
  onSort: (sort: string) => void;
  onColumns: (keys: string[]) => void;
}

/** Names of columns: a click sorts, Shift adds a key, a drag moves, the edge resizes. */
export const TableHead = memo(function TableHead({
  object,
  columns,
  sort,
  ticked,
  some,
  grid,
  onTick,
  onSort,
  onColumns,
}: TableHeadProps) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const keys = columns.map(({ key }) => key);
  const [first, ...others] = columns;
  const drop = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== keys[0]) onColumns(moved(keys, String(active.id), String(over.id)));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{ container: document.body }}
      autoScroll={{ threshold: { x: 0.1, y: 0 } }}
    >
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.headRow}>
          <SortableContext items={keys} strategy={horizontalListSortingStrategy}>
            <div role="presentation" className={classes.pinned}>
              <div role="columnheader" aria-colindex={1} className={classes.tick} aria-label={t("Selected")}>
                <input
                  type="checkbox"
                  className={classes.box}
                  checked={ticked}
                  ref={(box) => {
                    if (box) box.indeterminate = some;
                  }}
                  onChange={(event) => onTick(event.currentTarget.checked)}
                  aria-label={t("Select all rows that are loaded")}
                />
              </div>
              {first && <HeadCell object={object} column={first} at={0} sort={sort} grid={grid} onSort={onSort} />}
            </div>
            {others.map((column, at) => (
              <HeadCell
                key={column.key}
                object={object}
                column={column}
                at={at + 1}
                sort={sort}
                grid={grid}
                onSort={onSort}
              />
            ))}
          </SortableContext>
        </div>
      </div>
    </DndContext>
  );
});

interface HeadCellProps {
  object: ObjectMeta;
  column: Column;
  at: number;
  sort: string;
  grid: RefObject<HTMLDivElement | null>;
  onSort: (sort: string) => void;
}

function HeadCell({ object, column, at, sort, grid, onSort }: HeadCellProps) {
  const { key, label, field, title, align, sortable, kind } = column;
  const { setNodeRef, listeners, transform, isDragging } = useSortable({ id: key, disabled: title });
  const keys = readSort(sort);
  const place = keys.findIndex((one) => one.key === key);
  const sorted = keys[place];
  const Mark = title ? undefined : KIND_ICONS[kind];
  const Arrow = sorted?.descending ? IconArrowDown : IconArrowUp;
  const words = (
    <>
      {Mark && <Mark size={14} stroke={STROKE} className={classes.mark} />}
      <span className={classes.cut}>{title ? object.label : label}</span>
      {sorted && (
        <span className={classes.arrow}>
          <Arrow size={13} stroke={STROKE} />
          {keys.length > 1 && place + 1}
        </span>
      )}
    </>
  );
  return (
    <div
      ref={setNodeRef}
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={place === 0 ? (sorted?.descending ? "descending" : "ascending") : undefined}
      className={classes.headCell}
      data-column={at}
      data-align={align}
      data-dragging={isDragging || undefined}
      style={{
        width: `var(--c${at})`,
        transform: transform ? `translateX(${Math.round(transform.x)}px)` : undefined,
      }}
    >
      {sortable ? (
        <button
          type="button"
          className={classes.headName}
          title={field.help || t("Sort; with Shift by a further column")}
          {...listeners}
          onClick={(event) => onSort(toggledSort(sort, key, event.shiftKey))}
        >
          {words}
        </button>
      ) : (
        <span className={classes.headName} title={field.help || undefined} {...listeners}>
          {words}
        </span>
      )}
      <ColumnEdge object={object} column={column} at={at} grid={grid} />
    </div>
  );
}
