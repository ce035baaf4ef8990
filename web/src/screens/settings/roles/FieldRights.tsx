import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { FieldRight, RoleValues } from "@/api/access";
import type { FieldMeta, ObjectMeta } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";
import { inOrder } from "@/records/slots";
import { useMeta } from "@/records/useMeta";
import classes from "./FieldRights.module.css";
import { rightOf, withRight } from "./grants";

interface FieldRightsProps {
  role: RoleValues;
  errors: Record<string, string>;
  onChange: (role: RoleValues) => void;
}

const MOST = 40;

/** The fields that are hidden or only read; every other field is found by its name. */
export function FieldRights({ role, errors, onChange }: FieldRightsProps) {
  const objects = inOrder(useMeta().objects);
  const [words, setWords] = useState("");
  // A field that was just set back to "edit" stays on the list until one leaves: it may have been a slip.
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const wanted = words.trim().toLowerCase();

  const all = objects.flatMap((object) => object.fields.map((field) => ({ object, field })));
  const isException = ({ object, field }: Entry) =>
    rightOf(role, object.key, field.key) !== "edit" || touched.has(`${object.key}.${field.key}`);
  const found = wanted
    ? all.filter(({ object, field }) => `${object.label_plural} ${field.label}`.toLowerCase().includes(wanted))
    : all.filter(isException);
  const shown = [...found.filter(isException), ...found.filter((entry) => !isException(entry))].slice(0, MOST);

  const choose = ({ object, field }: Entry, right: FieldRight) => {
    setTouched(new Set(touched).add(`${object.key}.${field.key}`));
    onChange(withRight(role, object.key, field.key, right));
  };

  return (
    <div className={classes.rights}>
      <TextInput
        aria-label={t("Find a field")}
        placeholder={t("Find a field, such as “{{example}}”", { example: all[1]?.field.label ?? "" })}
        leftSection={<IconSearch size={15} stroke={1.6} />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {shown.length === 0 && (
        <p className={classes.none}>
          {wanted
            ? t("No field is called so.")
            : t("There are no exceptions. Find a field to hide it or make it read only.")}
        </p>
      )}
      {shown.length > 0 && (
        <ul className={classes.list}>
          {shown.map(({ object, field }) => {
            const error = errors[`fields.${object.key}.${field.key}`];
            return (
              <li key={`${object.key}.${field.key}`} className={classes.row}>
                <span className={classes.field}>
                  {field.label}
                  <span className={classes.object}>{object.label_plural}</span>
                  {error && (
                    <span className={classes.error} role="alert">
                      {error}
                    </span>
                  )}
                </span>
                <RightSelect
                  object={object}
                  field={field}
                  value={rightOf(role, object.key, field.key)}
                  onChange={(right) => choose({ object, field }, right)}
                />
              </li>
            );
          })}
        </ul>
      )}
      {found.length > MOST && (
        <p className={classes.none}>
          {plural(
            found.length - MOST,
            "{{count}} more; type more of the name.",
            "{{count}} more; type more of the name.",
          )}
        </p>
      )}
    </div>
  );
}

interface Entry {
  object: ObjectMeta;
  field: FieldMeta;
}

interface RightSelectProps extends Entry {
  value: FieldRight;
  onChange: (right: FieldRight) => void;
}

function RightSelect({ object, field, value, onChange }: RightSelectProps) {
  const words: Record<FieldRight, string> = {
    hidden: t("Hidden"),
    read: t("Read only"),
    edit: field.read_only ? t("Seen") : t("Seen and edited"),
  };
  const offered = (["hidden", "read", "edit"] as const).filter(
    (right) => right !== "read" || !field.read_only || value === "read",
  );
  return (
    <select
      className={classes.select}
      aria-label={t("{{field}} of {{objects}}", { field: field.label, objects: object.label_plural })}
      data-right={value}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as FieldRight)}
    >
      {offered.map((right) => (
        <option key={right} value={right}>
          {words[right]}
        </option>
      ))}
    </select>
  );
}
