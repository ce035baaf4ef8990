import { useRef, useState } from "react";
import type { FieldMeta, ObjectMeta, RecordData } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useWrite } from "@/records/useWrite";
import classes from "./EditableValue.module.css";
import { whyReadOnly } from "./editable";
import { FieldInput } from "./FieldInput";
import { FieldValue } from "./FieldValue";
import { shownKind } from "./registry";

interface EditableValueProps {
  object: ObjectMeta;
  record: RecordData;
  field: FieldMeta;
}

/** A value on a record page or in the side panel: click or Enter opens it, Enter saves, Escape leaves it as it was. */
export function EditableValue({ object, record, field }: EditableValueProps) {
  const [editing, setEditing] = useState(false);
  const seen = useRef<unknown>(undefined);
  const opener = useRef<HTMLButtonElement>(null);
  const write = useWrite(object);
  const value = record[field.key];
  const reason = whyReadOnly(object, field);
  const empty = shownKind(field).isEmpty(value);

  const close = (refocus: boolean) => {
    setEditing(false);
    if (refocus) requestAnimationFrame(() => opener.current?.focus());
  };

  if (editing) {
    return (
      <div className={classes.editor}>
        <FieldInput
          field={field}
          value={value}
          mode="inline"
          autoFocus
          onCancel={() => close(true)}
          onCommit={(next, ending) => {
            close(ending === "enter");
            // The failure has been shown and rolled back by then.
            if (next === value) return;
            const options = { seen: { [field.key]: seen.current } };
            write.update(record, { [field.key]: next }, options).catch(() => undefined);
          }}
        />
      </div>
    );
  }
  if (reason) {
    return (
      <div className={classes.value} data-fixed title={reason}>
        {empty ? (
          <span className={classes.empty}>{t("None")}</span>
        ) : (
          <FieldValue field={field} value={value} record={record} line={false} />
        )}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside is what keys and screen readers use.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above; its click bubbles to here.
    <div
      className={classes.value}
      onClick={() => {
        seen.current = value;
        setEditing(true);
      }}
    >
      {empty ? (
        <span className={classes.empty}>{t("Add")}</span>
      ) : (
        <FieldValue field={field} value={value} record={record} line={false} />
      )}
      {/* Lies over the value, under its links: a button may not hold a link. */}
      <button
        ref={opener}
        type="button"
        className={classes.opener}
        aria-label={t("Edit {{field}}", { field: field.label })}
      />
    </div>
  );
}
