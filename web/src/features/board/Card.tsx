import type { FieldMeta, LinkRef, ObjectMeta, RecordData, UserRef } from "@/api/types";
import { FieldValue } from "@/fields/FieldValue";
import { shownKind } from "@/fields/registry";
import { PrivateMark } from "@/records/PrivateMark";
import { RecordAvatar } from "@/records/RecordAvatar";
import { slotsOf } from "@/records/slots";
import { titleOf } from "@/records/title";
import { fieldOf } from "@/records/useMeta";
import { Avatar } from "@/ui/avatar/Avatar";
import classes from "./Card.module.css";

interface CardProps {
  object: ObjectMeta;
  record: RecordData;
  /** At the end of the last line, such as the phone's button to move. */
  tool?: React.ReactNode;
}

/** What a card shows: whose it is, its title, its amount and owner, and what is special to the object below a line. */
export function CardFace({ object, record, tool }: CardProps) {
  const { CardCorner, CardFooter } = slotsOf(object.key);
  const linked = object.avatar_field ? (record[object.avatar_field] as LinkRef | null | undefined) : null;
  const { total, owner, others } = placesOf(object);
  const user = owner ? (record[owner.key] as UserRef | null | undefined) : null;
  const filled = others.filter((field) => !shownKind(field).isEmpty(record[field.key]));
  const footer = CardFooter ? <CardFooter object={object} record={record} /> : null;
  return (
    <>
      <div className={classes.head}>
        <RecordAvatar object={object} record={record} size={20} />
        <span className={classes.headline}>{linked ? linked.title : titleOf(object, record)}</span>
        <PrivateMark object={object} record={record} />
        {CardCorner && <CardCorner object={object} record={record} />}
      </div>
      {linked && <div className={classes.title}>{titleOf(object, record)}</div>}
      <div className={classes.middle}>
        <span className={classes.total}>
          {total && <FieldValue field={total} value={record[total.key]} record={record} />}
        </span>
        {user && (
          <span title={user.name}>
            <Avatar id={user.id} name={user.name} size={19} />
          </span>
        )}
      </div>
      {(footer || filled.length > 0 || tool) && (
        <div className={classes.foot}>
          {footer ??
            filled
              .slice(0, 2)
              .map((field) => <FieldValue key={field.key} field={field} value={record[field.key]} record={record} />)}
          {tool}
        </div>
      )}
    </>
  );
}

/** What is read out for a card. */
export function spokenCard(object: ObjectMeta, record: RecordData): string {
  const linked = object.avatar_field ? (record[object.avatar_field] as LinkRef | null | undefined) : null;
  return linked ? `${titleOf(object, record)}, ${linked.title}` : titleOf(object, record);
}

/** Which of the card's fields stand at a place of their own; the others come last. */
function placesOf(object: ObjectMeta): { total?: FieldMeta; owner?: FieldMeta; others: FieldMeta[] } {
  const fields = (object.board?.card ?? []).map((key) => fieldOf(object, key));
  const total = fields.find(({ key }) => key === object.board?.total);
  const owner = fields.find(({ kind }) => kind === "user");
  const placed = new Set([object.title_field, object.avatar_field, total?.key, owner?.key]);
  return { total, owner, others: fields.filter(({ key }) => !placed.has(key)) };
}
