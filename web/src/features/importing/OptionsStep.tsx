import { Checkbox, MultiSelect, Radio, Select, TextInput } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useState } from "react";
import type { ImportOptions } from "@/api/importTypes";
import { t } from "@/lib/i18n/text";
import { may, useObject } from "@/records/useMeta";
import classes from "./Importing.module.css";
import type { StepProps } from "./ImportScreen";
import { StepFoot } from "./StepFoot";

/** What counts as the same record, what may be created, and how dates and numbers are written. */
export function OptionsStep({ given, steering, go }: StepProps) {
  const { options } = given;
  const [busy, setBusy] = useState(false);
  const set = (changes: Partial<ImportOptions>) => void steering.change({ options: changes });
  const blocking = given.problems.filter((problem) => problem.blocking);
  const check = async () => {
    setBusy(true);
    if (await steering.act("check")) go("check");
    setBusy(false);
  };
  return (
    <>
      <div className={classes.options}>
        <Modes given={given} set={set} />
        <Matching given={given} set={set} />
        {given.create_fields.length > 0 && options.mode !== "update" && (
          <section className={classes.option}>
            <h3>{t("Unknown linked records")}</h3>
            <p>{t("Create them, or let rows that name an unknown one fail.")}</p>
            {given.create_fields.map(({ field, label }) => (
              <Checkbox
                key={field}
                size="sm"
                label={t("Create for “{{field}}”", { field: label })}
                checked={options.create.includes(field)}
                onChange={(event) =>
                  set({
                    create: event.currentTarget.checked
                      ? [...options.create, field]
                      : options.create.filter((key) => key !== field),
                  })
                }
              />
            ))}
          </section>
        )}
        <Formats given={given} set={set} />
      </div>
      {blocking.map(({ detail }) => (
        <p key={detail} className={classes.problem} data-blocking>
          <IconAlertCircle size={15} stroke={1.6} />
          {detail}
        </p>
      ))}
      <StepFoot
        back={() => go("columns")}
        next={() => void check()}
        label={t("Check the file")}
        busy={busy}
        reason={blocking[0]?.detail}
      >
        {t("The check changes nothing.")}
      </StepFoot>
    </>
  );
}

interface PartProps {
  given: StepProps["given"];
  set: (changes: Partial<ImportOptions>) => void;
}

function Modes({ given, set }: PartProps) {
  const object = useObject(given.object);
  const creates = object ? may(object, "create") : true;
  const edits = object ? may(object, "edit") : true;
  return (
    <section className={classes.option}>
      <h3>{t("What to do with the rows")}</h3>
      <Radio.Group
        aria-label={t("What to do with the rows")}
        value={given.options.mode}
        onChange={(mode) => set({ mode: mode as ImportOptions["mode"] })}
      >
        <div className={classes.choices}>
          <Radio
            size="sm"
            value="both"
            disabled={!creates || !edits}
            label={t("Update those that are known, create the others")}
          />
          <Radio size="sm" value="create" disabled={!creates} label={t("Only create; skip those that are known")} />
          <Radio size="sm" value="update" disabled={!edits} label={t("Only update; skip those that are not known")} />
        </div>
      </Radio.Group>
      {given.options.mode !== "create" && (
        <Checkbox
          size="sm"
          label={t("Fill only fields that are empty so far")}
          checked={given.options.keep}
          onChange={(event) => set({ keep: event.currentTarget.checked })}
        />
      )}
    </section>
  );
}

function Matching({ given, set }: PartProps) {
  const usable = given.match_fields.map(({ field, label, mapped = true }) => ({
    value: field,
    label,
    disabled: !mapped,
  }));
  return (
    <section className={classes.option}>
      <h3>{t("What makes two the same")}</h3>
      <p>{t("A row is a known record when it agrees with it in all of these.")}</p>
      <MultiSelect
        size="sm"
        aria-label={t("Fields to match by")}
        data={usable}
        value={given.options.match}
        onChange={(match) => set({ match })}
        placeholder={given.options.match.length ? undefined : t("Nothing: every row is new")}
        clearable
      />
    </section>
  );
}

function Formats({ given, set }: PartProps) {
  const { options } = given;
  return (
    <section className={classes.option}>
      <h3>{t("Dates and numbers")}</h3>
      <div className={classes.formats}>
        <Select
          label={t("Dates")}
          data={[
            { value: "", label: t("As found in the file") },
            { value: "dmy", label: t("Day, month, year") },
            { value: "mdy", label: t("Month, day, year") },
            { value: "ymd", label: t("Year, month, day") },
          ]}
          value={options.date_order ?? ""}
          allowDeselect={false}
          onChange={(order) => set({ date_order: (order || null) as ImportOptions["date_order"] })}
        />
        <Select
          label={t("Numbers")}
          data={[
            { value: "", label: t("As found in the file") },
            { value: ".", label: "1,234.56" },
            { value: ",", label: "1.234,56" },
          ]}
          value={options.decimal ?? ""}
          allowDeselect={false}
          onChange={(decimal) => set({ decimal: (decimal || null) as ImportOptions["decimal"] })}
        />
        <CurrencyBox currency={options.currency} onSet={(currency) => set({ currency })} />
      </div>
    </section>
  );
}

function CurrencyBox({ currency, onSet }: { currency: string; onSet: (currency: string) => void }) {
  const [typed, setTyped] = useState(currency);
  const fits = /^[A-Za-z]{3}$/.test(typed);
  return (
    <TextInput
      label={t("Currency of bare amounts")}
      value={typed}
      maxLength={3}
      error={fits ? undefined : t("Three letters such as EUR.")}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => fits && typed.toUpperCase() !== currency && onSet(typed.toUpperCase())}
    />
  );
}
