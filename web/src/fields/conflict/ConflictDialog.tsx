import { Button, Group } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import type { FieldMeta } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { type Clash, conflicting } from "@/records/conflict";
import { titleOf } from "@/records/title";
import { fieldOf } from "@/records/useMeta";
import { Dialog } from "@/ui/Dialog";
import { useIsPhone } from "@/ui/useIsPhone";
import { FieldValue } from "../FieldValue";
import { shownKind } from "../registry";
import classes from "./ConflictDialog.module.css";

/** Two people wrote the same fields of a record: one's own value and the other's side by side, to choose from, field by field. */
export default function ConflictDialog() {
  const question = useStore(conflicting);
  const phone = useIsPhone();
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  if (!question) return null;
  const { object, record, clashes, answer } = question;
  const choose = (field: string, own: boolean) => {
    const next = new Set(mine);
    if (own) next.add(field);
    else next.delete(field);
    setMine(next);
  };
  return (
    <Dialog
      opened
      onClose={() => answer(null)}
      title={t("Changed by somebody else meanwhile")}
      size="md"
      centered={!phone}
      fullScreen={phone}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          answer(mine);
        }}
      >
        <p className={classes.text}>
          {plural(
            clashes.length,
            "{{title}} got another value while you were editing. Which one should stay?",
            "{{title}} got other values while you were editing. Which ones should stay?",
            { title: titleOf(object, record) },
          )}
        </p>
        {clashes.map((clash, at) => (
          <ClashChoice
            key={clash.field}
            field={fieldOf(object, clash.field)}
            clash={clash}
            own={mine.has(clash.field)}
            first={at === 0}
            onChoose={(own) => choose(clash.field, own)}
          />
        ))}
        <Group justify="flex-end" gap={8} mt={4} className={classes.foot}>
          <Button onClick={() => answer(null)}>{t("Cancel my change")}</Button>
          <Button type="submit" variant="filled">
            {t("Keep what is chosen")}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

interface ClashChoiceProps {
  field: FieldMeta;
  clash: Clash;
  own: boolean;
  first: boolean;
  onChoose: (own: boolean) => void;
}

function ClashChoice({ field, clash, own, first, onChoose }: ClashChoiceProps) {
  const formats = useFormats();
  const name = useId();
  const { by, at } = clash;
  const origin = by && at ? t("{{who}}, {{when}}", { who: by.label, when: formats.ago(at) }) : t("Somebody else");
  const option = (mine: boolean, who: ReactNode, value: unknown) => (
    <label className={classes.option}>
      <input
        type="radio"
        name={name}
        checked={own === mine}
        onChange={() => onChoose(mine)}
        data-autofocus={(first && own === mine) || undefined}
      />
      <span className={classes.words}>
        <span className={classes.value}>
          {shownKind(field).isEmpty(value) ? (
            <span className={classes.none}>{t("nothing")}</span>
          ) : (
            <FieldValue field={field} value={value} line={false} />
          )}
        </span>
        <span className={classes.who}>{who}</span>
      </span>
    </label>
  );
  return (
    <fieldset className={classes.field}>
      <legend className={classes.label}>{field.label}</legend>
      {option(false, origin, clash.theirs)}
      {option(true, t("Your value"), clash.mine)}
    </fieldset>
  );
}
