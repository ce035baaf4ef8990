import { memo } from "react";
import type { FieldMeta, ObjectMeta, RecordData } from "@/api/types";
import { FieldInput } from "@/fields/FieldInput";
import { FieldValue } from "@/fields/FieldValue";
import type { Ending } from "@/fields/kind";
import { PrivateMark } from "@/records/PrivateMark";
import { RecordAvatar } from "@/records/RecordAvatar";
import { titleOf } from "@/records/title";
import { cellId } from "./cellId";
import type { Column } from "./columns";
import classes from "./RecordTable.module.css";

interface TableRowProps {
  gridId: string;
  object: ObjectMeta;
  columns: Column[];
  record: RecordData;
  index: number;
  top: number;
  selected: boolean;
  peeking: boolean;
  /** The column of the cell cursor, -1 when it is in another row. */
  cursorAt: number;
  rangeFrom: number;
  rangeTo: number;
  /** The column that is open for editing. */
  editing: string | null;
  onCommit: (value: unknown, ending: Ending) => void;
  onCancel: () => void;
}

/** One record. Drawn again only when something of its own changes. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { object, columns, record, index, selected } = props;
  const [title, ...others] = columns;
  return (
    <div
      role="row"
      id={`${props.gridId}-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={index}
      data-peeking={props.peeking || undefined}
      className={classes.row}
      style={{ top: props.top }}
    >
      <div role="presentation" className={classes.pinned}>
        <div role="gridcell" aria-colindex={1} className={classes.tick}>
          <input
            type="checkbox"
            className={classes.box}
            data-tick
            tabIndex={-1}
            checked={selected}
            readOnly
            aria-label={titleOf(object, record)}
          />
        </div>
        {title && <Cell row={props} column={title} at={0} />}
      </div>
      {others.map((column, at) => (
        <Cell key={column.key} row={props} column={column} at={at + 1} />
      ))}
    </div>
  );
});

function Cell({ row, column, at }: { row: TableRowProps; column: Column; at: number }) {
  const { gridId, object, record, index, cursorAt, rangeFrom, rangeTo, onCommit, onCancel } = row;
  const editing = row.editing === column.key;
  const marked = at >= rangeFrom && at <= rangeTo;
  return (
    <div
      role="gridcell"
      id={cursorAt === at ? cellId(gridId, index, at) : undefined}
      aria-colindex={at + 2}
      aria-readonly={!column.editable}
      aria-selected={marked || undefined}
      data-cell={at}
      data-align={column.align}
      data-cursor={cursorAt === at || undefined}
      data-range={marked || undefined}
      data-editing={editing || undefined}
      className={classes.cell}
      style={{ width: `var(--c${at})` }}
    >
      {editing ? (
        <div className={classes.editor} data-editor>
          <FieldInput
            field={column.field}
            value={record[column.key]}
            mode="inline"
            autoFocus
            onCommit={onCommit}
            onCancel={onCancel}
          />
        </div>
      ) : column.title ? (
        <Title object={object} record={record} />
      ) : (
        <Value field={column.field} value={record[column.key]} record={record} />
      )}
    </div>
  );
}

const Value = memo(function Value({ field, value, record }: { field: FieldMeta; value: unknown; record: RecordData }) {
  return <FieldValue field={field} value={value} record={record} line />;
});

const Title = memo(function Title({ object, record }: { object: ObjectMeta; record: RecordData }) {
  return (
    <a className={classes.title} href={`/${object.plural}/${record.id}`} data-open tabIndex={-1} draggable={false}>
      {!object.avatar_field && <RecordAvatar object={object} record={record} size={19} />}
      <span className={classes.cut}>{titleOf(object, record)}</span>
      <PrivateMark object={object} record={record} />
    </a>
  );
});
