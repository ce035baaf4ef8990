import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { ActionIcon, Checkbox, Popover, ScrollArea, SegmentedControl, TextInput } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconGripVertical } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { useMeta } from "@/records/useMeta";
import { STROKE } from "@/ui/icons";
import classes from "./ColumnMenu.module.css";
import { type Column, columnsOf, moved, possibleColumns } from "./columns";
import { setDense, tablePreferences } from "./preferences";

interface ColumnMenuProps {
  object: ObjectMeta;
  /** The keys of the columns in order. */
  columns: string[];
  onColumns: (keys: string[]) => void;
}

/** Which columns a table shows, in which order, and how high its rows are. */
export function ColumnMenu({ object, columns, onColumns }: ColumnMenuProps) {
  const { dense } = useStore(tablePreferences);
  return (
    <Popover position="bottom-end" width={290} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon aria-label={t("Columns and height of rows")} title={t("Columns and height of rows")}>
          <IconAdjustmentsHorizontal size={16} stroke={STROKE} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label={t("Columns and height of rows")}>
        <Choice object={object} columns={columns} onColumns={onColumns} />
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t("Height of rows")}
          data={[
            { value: "comfortable", label: t("Comfortable") },
            { value: "compact", label: t("Compact") },
          ]}
          value={dense ? "compact" : "comfortable"}
          onChange={(value) => setDense(value === "compact")}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice({ object, columns: keys, onColumns }: ColumnMenuProps) {
  const meta = useMeta();
  const [words, setWords] = useState("");
  const possible = useMemo(() => possibleColumns(meta, object), [meta, object]);
  const shown = columnsOf(meta, object, keys);
  const order = shown.map(({ key }) => key);
  const wanted = words.trim().toLowerCase();
  const matches = ({ label }: Column) => label.toLowerCase().includes(wanted);
  const hidden = possible.filter((column) => !order.includes(column.key) && matches(column));
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== order[0]) onColumns(moved(order, String(active.id), String(over.id)));
  };
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={t("Find a column")}
        placeholder={t("Find a column")}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={380} type="hover" className={classes.lists}>
        <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
          <SortableContext items={order} strategy={verticalListSortingStrategy}>
            {shown.filter(matches).map((column) => (
              <ShownColumn
                key={column.key}
                column={column}
                onHide={() => onColumns(order.filter((key) => key !== column.key))}
              />
            ))}
          </SortableContext>
        </DndContext>
        {hidden.length > 0 && <div className={classes.heading}>{t("Not shown")}</div>}
        {hidden.map((column) => (
          <div key={column.key} className={classes.line} data-hidden>
            <Checkbox
              size="xs"
              label={column.label}
              checked={false}
              onChange={() => onColumns([...order, column.key])}
            />
          </div>
        ))}
      </ScrollArea.Autosize>
    </>
  );
}

function ShownColumn({ column, onHide }: { column: Column; onHide: () => void }) {
  const { key, label, title } = column;
  const { setNodeRef, attributes, listeners, transform, isDragging } = useSortable({ id: key, disabled: title });
  return (
    <div
      ref={setNodeRef}
      className={classes.line}
      data-dragging={isDragging || undefined}
      style={{ transform: transform ? `translateY(${Math.round(transform.y)}px)` : undefined }}
    >
      <Checkbox
        size="xs"
        label={label}
        checked
        disabled={title}
        title={title ? t("The name of a record is always shown.") : undefined}
        onChange={onHide}
      />
      {!title && (
        <button
          type="button"
          className={classes.grip}
          {...attributes}
          {...listeners}
          aria-label={t("Move {{column}}", { column: label })}
        >
          <IconGripVertical size={14} stroke={STROKE} />
        </button>
      )}
    </div>
  );
}
