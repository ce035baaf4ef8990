import { memo } from "react";
import type { ObjectMeta, RecordData, UserRef } from "@/api/types";
import { FieldValue } from "@/fields/FieldValue";
import { shownKind } from "@/fields/registry";
import { PrivateMark } from "@/records/PrivateMark";
import { RecordAvatar } from "@/records/RecordAvatar";
import { slotsOf } from "@/records/slots";
import { avatarOf, titleOf } from "@/records/title";
import { Avatar } from "@/ui/avatar/Avatar";
import type { Column } from "./columns";
import classes from "./RecordCards.module.css";

interface RecordCardProps {
  object: ObjectMeta;
  columns: Column[];
  record: RecordData;
  onOpen: (record: RecordData) => void;
}

const QUIET_MOST = 2;
/** What says little without its label, or would not fit. */
const LEFT_OUT = new Set([
  "date_time",
  "tags",
  "multi_choice",
  "checkbox",
  "rating",
  "links",
  "long_text",
  "address",
  "user",
  "money",
]);

/** A record on the phone: who it is about, what it is, how much, whose. */
export const RecordCard = memo(function RecordCard({ object, columns, record, onOpen }: RecordCardProps) {
  const { CardCorner, CardFooter } = slotsOf(object.key);
  const title = titleOf(object, record);
  const face = avatarOf(object, record);
  const full = columns.filter(({ key, field, title: named }) => !named && !shownKind(field).isEmpty(record[key]));
  const amount = full.find(({ kind }) => kind === "money");
  const owner = full.find(({ kind }) => kind === "user");
  const about = full
    .filter(({ key, kind }) => key !== object.avatar_field && !LEFT_OUT.has(kind))
    .slice(0, CardFooter ? 1 : QUIET_MOST);
  return (
    <a
      className={classes.card}
      href={`/${object.plural}/${record.id}`}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onOpen(record);
      }}
    >
      <span className={classes.top}>
        <RecordAvatar object={object} record={record} size={22} />
        <span className={classes.title}>{face.name}</span>
        <PrivateMark object={object} record={record} />
        {CardCorner && (
          <span className={classes.corner}>
            <CardCorner object={object} record={record} />
          </span>
        )}
      </span>
      {face.name !== title && <span className={classes.subtitle}>{title}</span>}
      {about.length + (owner && !amount ? 1 : 0) > 0 && (
        <span className={classes.about}>
          {about.map(({ key, field }) => (
            <span key={key} className={classes.fact}>
              <PlainValue field={field} record={record} value={record[key]} />
            </span>
          ))}
          {owner && !amount && <Owner value={record[owner.key] as UserRef} />}
        </span>
      )}
      {amount && (
        <span className={classes.bottom}>
          <b>
            <FieldValue field={amount.field} value={record[amount.key]} record={record} />
          </b>
          {owner && <Owner value={record[owner.key] as UserRef} />}
        </span>
      )}
      {CardFooter && (
        <span className={classes.footer}>
          <CardFooter object={object} record={record} />
        </span>
      )}
    </a>
  );
});

function Owner({ value }: { value: UserRef }) {
  return (
    <span className={classes.owner} title={value.name}>
      <Avatar id={value.id} name={value.name} size={22} />
    </span>
  );
}

/** A value inside a link: what would be a link of its own stays text there. */
function PlainValue({ field, value, record }: { field: Column["field"]; value: unknown; record: RecordData }) {
  if (["link", "email", "phone", "url"].includes(field.kind)) return shownKind(field).asText(value, field);
  return <FieldValue field={field} value={value} record={record} />;
}
