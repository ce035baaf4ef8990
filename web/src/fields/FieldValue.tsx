import type { FieldMeta, RecordData } from "@/api/types";
import { shownKind } from "./registry";

interface FieldValueProps {
  field: FieldMeta;
  value: unknown;
  record?: RecordData;
  line?: boolean;
}

/** Shows any value by its kind. */
export function FieldValue({ field, value, record, line }: FieldValueProps) {
  const { Cell } = shownKind(field);
  return <Cell field={field} value={value} record={record} line={line} />;
}
