import { ActionIcon } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Filter, LinkRef, ObjectMeta, RecordData, RelatedRecords } from "@/api/types";
import { isEditable } from "@/fields/editable";
import { FieldInput } from "@/fields/FieldInput";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { openCreate } from "@/records/creating";
import { titleOf } from "@/records/title";
import { fieldOf, may, useObject } from "@/records/useMeta";
import { useWrite } from "@/records/useWrite";
import { ownLists } from "./moreFields";
import page from "./RecordPage.module.css";
import classes from "./Related.module.css";
import { LinkRow, RecordRow } from "./RelatedRow";

interface RelatedZoneProps {
  object: ObjectMeta;
  record: RecordData;
  related: RelatedRecords[];
}

export function hasRelated(object: ObjectMeta, related: RelatedRecords[]): boolean {
  return related.length > 0 || ownLists(object).length > 0;
}

/** What belongs to a record: the lists it names itself, and the records that point to it. */
export function RelatedZone({ object, record, related }: RelatedZoneProps) {
  return (
    <>
      {ownLists(object).map((key) => (
        <OwnList key={key} object={object} record={record} field={key} />
      ))}
      {related.map((list) => (
        <RelatedList key={`${list.object}.${list.field}`} object={object} record={record} list={list} />
      ))}
    </>
  );
}

/** A list of links of the record itself; + opens the list for editing. */
export function OwnList({ object, record, field: key }: { object: ObjectMeta; record: RecordData; field: string }) {
  const [editing, setEditing] = useState(false);
  const write = useWrite(object);
  const field = fieldOf(object, key);
  const value = (record[key] as LinkRef[] | null) ?? [];
  return (
    <section className={classes.list} aria-label={field.label}>
      <div className={page.zoneHead}>
        <h2 className={page.zoneTitle}>{field.label}</h2>
        <span className={classes.count}>{value.length}</span>
        {isEditable(object, field) && (
          <ActionIcon
            size={24}
            ml="auto"
            aria-label={t("Edit {{field}}", { field: field.label })}
            onClick={() => setEditing(true)}
          >
            <IconPlus size={16} stroke={1.6} />
          </ActionIcon>
        )}
      </div>
      {editing && (
        <FieldInput
          field={field}
          value={value}
          mode="inline"
          autoFocus
          onCancel={() => setEditing(false)}
          onCommit={(next) => {
            setEditing(false);
            // The failure has been shown and rolled back by then.
            write.update(record, { [key]: next }).catch(() => undefined);
          }}
        />
      )}
      {value.map((ref) => (
        <LinkRow key={ref.id} value={ref} target={field.options.target} />
      ))}
      {value.length === 0 && !editing && <p className={classes.none}>{t("None yet.")}</p>}
    </section>
  );
}

/** Records that point here; the count opens all of them as rows, + makes one that points here. */
export function RelatedList({
  object,
  record,
  list,
}: {
  object: ObjectMeta;
  record: RecordData;
  list: RelatedRecords;
}) {
  const formats = useFormats();
  const other = useObject(list.object);
  if (!other) return null;
  const field = fieldOf(other, list.field);
  const here: LinkRef = { id: record.id, title: titleOf(object, record) };
  const filter: Filter =
    field.kind === "links"
      ? { field: list.field, op: "has_any", value: [here] }
      : { field: list.field, op: "eq", value: here };
  const rows = { to: "/$plural", params: { plural: other.plural }, search: { layout: "table", filter } } as const;
  const { count, exact } = list.total;
  return (
    <section className={classes.list} aria-label={list.label}>
      <div className={page.zoneHead}>
        <h2 className={page.zoneTitle}>{list.label}</h2>
        <Link {...rows} className={classes.count} title={t("Show all as a list")}>
          {exact ? formats.number(count) : `${formats.number(count)}+`}
        </Link>
        {may(other, "create") && (
          <ActionIcon
            size={24}
            ml="auto"
            aria-label={t("New {{object}} here", { object: other.label.toLowerCase() })}
            onClick={() =>
              openCreate({ object: other.key, values: { [list.field]: field.kind === "links" ? [here] : here } })
            }
          >
            <IconPlus size={16} stroke={1.6} />
          </ActionIcon>
        )}
      </div>
      {list.records.map((row) => (
        <RecordRow key={row.id} object={other} record={row} except={list.field} />
      ))}
      {count > list.records.length && (
        <Link {...rows} className={classes.all}>
          {t("Show all {{count}}", { count: exact ? formats.number(count) : `${formats.number(count)}+` })}
        </Link>
      )}
      {count === 0 && <p className={classes.none}>{t("None yet.")}</p>}
    </section>
  );
}
