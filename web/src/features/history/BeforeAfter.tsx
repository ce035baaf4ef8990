import { IconArrowRight } from "@tabler/icons-react";
import type { FieldChange, ObjectMeta } from "@/api/types";
import { FieldValue } from "@/fields/FieldValue";
import { shownKind } from "@/fields/registry";
import { t } from "@/lib/i18n/text";
import classes from "./History.module.css";

/** A value before and after a change, each shown as its kind shows values. */
export function BeforeAfter({ object, change }: { object: ObjectMeta; change: FieldChange }) {
  const field = object.fields.find(({ key }) => key === change.field);
  const isEmpty = (value: unknown) => (field ? shownKind(field).isEmpty(value) : value === null || value === undefined);
  const show = (value: unknown) => {
    if (isEmpty(value)) return <span className={classes.none}>{t("nothing")}</span>;
    return field ? <FieldValue field={field} value={value} line={false} /> : <span>{JSON.stringify(value)}</span>;
  };
  if (isEmpty(change.before)) {
    return <span className={classes.change}>{show(change.after)}</span>;
  }
  return (
    <span className={classes.change}>
      <span className={classes.before}>{show(change.before)}</span>
      <IconArrowRight size={13} stroke={1.6} className={classes.arrow} aria-label={t("to")} role="img" />
      {show(change.after)}
    </span>
  );
}
