import type { FieldMeta, RecordData } from "@/api/types";
import { shownKind } from "@/fields/registry";
import type { Column } from "./columns";
import type { Range } from "./cursor";
import { writeTsv } from "./tsv";

/** Beside the text that other programs read: the values as they are, so that nothing is guessed when they come back. */
const OWN_TYPE = "application/x-rapport-cells";

/** What a field accepts, as a word: values go unread only between fields with the same word. */
function shapeOf({ kind, options }: FieldMeta): string {
  const choices = options.choices?.map(({ value }) => value);
  return JSON.stringify([kind, options.target, options.pipeline, choices]);
}

interface Copied {
  shapes: string[];
  rows: unknown[][];
}

export function putCells(clipboard: DataTransfer, records: RecordData[], columns: Column[], range: Range): void {
  const { top, bottom, left, right } = range;
  const copied = columns.slice(left, right + 1);
  const rows = records.slice(top, bottom + 1);
  const texts = rows.map((record) =>
    copied.map(({ key, field }) => {
      const { isEmpty, asText } = shownKind(field);
      return isEmpty(record[key]) ? "" : asText(record[key], field);
    }),
  );
  const own: Copied = {
    shapes: copied.map(({ field }) => shapeOf(field)),
    rows: rows.map((record) => copied.map(({ key }) => record[key] ?? null)),
  };
  clipboard.setData("text/plain", writeTsv(texts));
  clipboard.setData(OWN_TYPE, JSON.stringify(own));
}

/** The value of a cell that was copied here, in a box; null when it comes from elsewhere or fits another kind of field. */
export function ownCells(
  clipboard: DataTransfer,
): (row: number, column: number, field: FieldMeta) => { value: unknown } | null {
  const text = clipboard.getData(OWN_TYPE);
  if (!text) return () => null;
  const { shapes, rows } = JSON.parse(text) as Copied;
  return (row, column, field) => {
    const value = rows[row]?.[column];
    if (value === undefined || shapes[column] !== shapeOf(field)) return null;
    return value === null && field.required ? null : { value };
  };
}
