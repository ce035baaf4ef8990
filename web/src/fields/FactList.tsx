import type { ObjectMeta, RecordData } from "@/api/types";
import { fieldOf } from "@/records/useMeta";
import { EditableValue } from "./EditableValue";
import classes from "./FactList.module.css";
import { shownKind } from "./registry";

interface FactListProps {
  object: ObjectMeta;
  record: RecordData;
  /** The fields in order; the object's facts without it. */
  fields?: string[];
  hideEmpty?: boolean;
}

/** Labels and values of a record, each edited in place: the facts of a record page, the side panel, the phone's details. */
export function FactList({ object, record, fields = object.facts, hideEmpty = false }: FactListProps) {
  return (
    <dl className={classes.list}>
      {fields.map((key) => {
        const field = fieldOf(object, key);
        if (hideEmpty && shownKind(field).isEmpty(record[key])) return null;
        return (
          <div key={key} className={classes.fact}>
            <dt title={field.help || undefined}>{field.label}</dt>
            <dd>
              <EditableValue object={object} record={record} field={field} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
