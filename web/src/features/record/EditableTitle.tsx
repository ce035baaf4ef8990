import { useRef, useState } from "react";
import type { ObjectMeta, RecordData } from "@/api/types";
import { isEditable } from "@/fields/editable";
import { FieldInput } from "@/fields/FieldInput";
import { t } from "@/lib/i18n/text";
import { PrivateMark } from "@/records/PrivateMark";
import { titleOf } from "@/records/title";
import { fieldOf } from "@/records/useMeta";
import { useWrite } from "@/records/useWrite";
import classes from "./RecordPage.module.css";

/** The title as the page's heading; click or Enter edits it where it stands. */
export function EditableTitle({ object, record }: { object: ObjectMeta; record: RecordData }) {
  const field = fieldOf(object, object.title_field);
  const write = useWrite(object);
  const [editing, setEditing] = useState(false);
  const seen = useRef<unknown>(undefined);
  const opener = useRef<HTMLSpanElement>(null);
  const title = titleOf(object, record);

  const open = () => {
    seen.current = record[field.key];
    setEditing(true);
  };
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => opener.current?.focus());
  };

  if (!isEditable(object, field)) {
    return (
      <h1 className={classes.title}>
        <span className={classes.titleText}>{title}</span>
        <PrivateMark object={object} record={record} />
      </h1>
    );
  }
  if (editing) {
    return (
      <div className={classes.titleEdit}>
        <FieldInput
          field={field}
          value={record[field.key]}
          mode="inline"
          autoFocus
          onCancel={close}
          onCommit={(value) => {
            close();
            // The failure has been shown and rolled back by then.
            if (value === record[field.key]) return;
            const options = { seen: { [field.key]: seen.current } };
            write.update(record, { [field.key]: value }, options).catch(() => undefined);
          }}
        />
      </div>
    );
  }
  return (
    <h1 className={classes.title}>
      {/* biome-ignore lint/a11y/useSemanticElements: a heading keeps its text selectable, a button does not. */}
      <span
        ref={opener}
        role="button"
        tabIndex={0}
        className={classes.titleText}
        title={t("Click to rename")}
        onClick={open}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "F2") return;
          event.preventDefault();
          open();
        }}
      >
        {title}
      </span>
      <PrivateMark object={object} record={record} />
    </h1>
  );
}
