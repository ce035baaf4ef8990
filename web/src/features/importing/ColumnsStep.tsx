import { Select } from "@mantine/core";
import { IconAlertCircle, IconArrowRight } from "@tabler/icons-react";
import { useState } from "react";
import type { Import, ImportColumn } from "@/api/importTypes";
import { plural, t } from "@/lib/i18n/text";
import { Tag } from "@/ui/Tag";
import { FileSettings } from "./FileSettings";
import classes from "./Importing.module.css";
import type { StepProps } from "./ImportScreen";
import { placeKey, placeOf, takenPlaces, withColumn } from "./placeKey";
import { StepFoot } from "./StepFoot";

/** Which column goes to which field: guessed, with samples of the file to judge by. */
export function ColumnsStep({ given, steering, go }: StepProps) {
  const send = (column: number, key: string | null) => {
    const mapping = withColumn(given.mapping, column, key ? placeOf(key) : null);
    void steering.change({ mapping });
  };
  const left = given.columns.length - given.mapping.length;
  const whole = given.problems.filter(({ column }) => column === null);
  const stops =
    given.problems.find(({ blocking, field }) => blocking && field !== null) ??
    given.problems.find(({ blocking }) => blocking);
  return (
    <>
      <FileSettings given={given} steering={steering} />
      {given.notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t("Column of the file")}</th>
            <th className={classes.wide}>{t("First values")}</th>
            <th aria-label={t("goes to")} />
            <th>{t("Field")}</th>
          </tr>
        </thead>
        <tbody>
          {given.columns.map((column) => (
            <ColumnRow key={column.index} given={given} column={column} onSend={(key) => send(column.index, key)} />
          ))}
        </tbody>
      </table>
      {whole.map(({ detail, blocking }) => (
        <p key={detail} className={classes.problem} data-blocking={blocking || undefined}>
          <IconAlertCircle size={15} stroke={1.6} />
          {detail}
        </p>
      ))}
      <StepFoot
        next={() => go("options")}
        label={t("Go on")}
        reason={given.mapping.length === 0 ? (stops?.detail ?? t("Send at least one column to a field.")) : null}
      >
        {left > 0 && plural(left, "One column is left out.", "{{count}} columns are left out.")}
      </StepFoot>
    </>
  );
}

function ColumnRow({
  given,
  column,
  onSend,
}: {
  given: Import;
  column: ImportColumn;
  onSend: (key: string | null) => void;
}) {
  const place = given.mapping.find((one) => one.column === column.index);
  const key = place ? placeKey(place) : null;
  const taken = takenPlaces(given, column.index);
  const problems = given.problems.filter((problem) => problem.column === column.index);
  const [typed, setTyped] = useState("");
  const [unknown, setUnknown] = useState("");
  const { guess } = column;
  const guessed = guess.field !== null && key === placeKey({ field: guess.field, part: guess.part });
  return (
    <tr>
      <td>
        <span className={classes.column}>{column.name || t("Column {{number}}", { number: column.index + 1 })}</span>
      </td>
      <td className={classes.wide}>
        <span className={classes.samples}>{column.samples.slice(0, 3).join(", ") || t("empty")}</span>
      </td>
      <td className={classes.arrow}>
        <IconArrowRight size={15} stroke={1.6} aria-hidden />
      </td>
      <td>
        <div className={classes.target}>
          <Select
            aria-label={t("Field for {{column}}", { column: column.name || String(column.index + 1) })}
            placeholder={t("Not imported")}
            data={given.targets.map((target) => ({
              value: placeKey(target),
              label: target.label,
              disabled: taken.has(placeKey(target)),
            }))}
            value={key}
            onChange={(next) => {
              setUnknown("");
              onSend(next);
            }}
            searchable
            selectFirstOptionOnChange
            onSearchChange={setTyped}
            onFocus={() => setUnknown("")}
            onBlur={() => setUnknown(unresolved(given, key, typed))}
            clearable
            nothingFoundMessage={t("Nothing found")}
            error={
              unknown
                ? t("“{{typed}}” was not chosen: press Enter on a field of the list, or pick one.", { typed: unknown })
                : problems[0]?.detail
            }
            comboboxProps={{ width: 240, position: "bottom-start" }}
          />
          {guessed && <Confidence value={guess.confidence} />}
        </div>
      </td>
    </tr>
  );
}

/** What was typed and names neither the field of the column nor nothing. */
function unresolved(given: Import, key: string | null, typed: string): string {
  const chosen = given.targets.find((target) => placeKey(target) === key)?.label ?? "";
  return typed.trim() && typed !== chosen ? typed.trim() : "";
}

function Confidence({ value }: { value: number }) {
  if (value >= 0.9) return <Tag color="green">{t("sure")}</Tag>;
  if (value >= 0.6) return <Tag color="blue">{t("likely")}</Tag>;
  return <Tag color="orange">{t("please check")}</Tag>;
}
