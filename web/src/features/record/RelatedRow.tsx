import { Link } from "@tanstack/react-router";
import type { LinkRef, ObjectMeta, RecordData } from "@/api/types";
import { FieldValue } from "@/fields/FieldValue";
import { shownKind } from "@/fields/registry";
import { RecordAvatar } from "@/records/RecordAvatar";
import { drawnShape } from "@/records/slots";
import { linkTitle, titleOf } from "@/records/title";
import { useObject } from "@/records/useMeta";
import { Avatar } from "@/ui/avatar/Avatar";
import classes from "./Related.module.css";

const MOST = 2;
/** What says something in half a line under a title. */
const SHORT = new Set(["text", "choice", "stage", "money", "number", "date", "email", "phone"]);

/** One record that belongs to another: its face, its title, and the two facts that say most. */
export function RecordRow({ object, record, except }: { object: ObjectMeta; record: RecordData; except: string }) {
  const facts = object.fields
    .filter(({ key, kind }) => key in record && key !== object.title_field && key !== except && SHORT.has(kind))
    .filter((field) => !shownKind(field).isEmpty(record[field.key]))
    .sort((one, other) => place(object, one.key) - place(object, other.key))
    .slice(0, MOST);
  return (
    <Link to="/$plural/$id" params={{ plural: object.plural, id: record.id }} className={classes.row}>
      <RecordAvatar object={object} record={record} size={28} />
      <span className={classes.words}>
        <span className={classes.title}>{titleOf(object, record)}</span>
        <span className={classes.facts}>
          {facts.map((field) => (
            <FactText key={field.key} object={object} record={record} field={field.key} />
          ))}
        </span>
      </span>
    </Link>
  );
}

/** What stands first on cards and in lists says most. */
function place(object: ObjectMeta, key: string): number {
  const order = [...(object.board?.card ?? []), ...object.table.columns];
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
}

/** A fact as it reads inside a link: addresses of mail and web stay text there. */
function FactText({ object, record, field: key }: { object: ObjectMeta; record: RecordData; field: string }) {
  const field = object.fields.find((candidate) => candidate.key === key);
  if (!field) return null;
  const value = record[key];
  const plain = field.kind === "email" || field.kind === "phone";
  return (
    <span className={classes.fact}>
      {plain ? String(value) : <FieldValue field={field} value={value} record={record} />}
    </span>
  );
}

export function LinkRow({ value, target }: { value: LinkRef; target: string | undefined }) {
  const object = useObject(target ?? "");
  if (!object || value.title === null) return <span className={classes.row}>{linkTitle(value)}</span>;
  return (
    <Link to="/$plural/$id" params={{ plural: object.plural, id: value.id }} className={classes.row}>
      <Avatar id={value.id} name={value.title} shape={drawnShape(object.shape)} size={28} />
      <span className={classes.title}>{value.title}</span>
    </Link>
  );
}
