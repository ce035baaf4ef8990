import { Button, Group } from "@mantine/core";
import { useId, useRef, useState } from "react";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { Dialog } from "@/ui/Dialog";
import { FormField } from "../FormField";
import { shownKind } from "../registry";
import { settleForm } from "../settleForm";
import classes from "./AskHost.module.css";
import { asked, type Question } from "./asking";

/** The one dialog that asks for missing values. Stands once in the app. */
export function AskHost() {
  const question = useStore(asked);
  return question ? (
    <AskDialog
      key={`${question.title} ${question.fields.map(({ key }) => key)}`}
      question={question}
      answer={question.answer}
    />
  ) : null;
}

function AskDialog({
  question,
  answer,
}: {
  question: Question;
  answer: (values: Record<string, unknown> | null) => void;
}) {
  const { fields, optional = [] } = question;
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Record<string, unknown>>(question.values ?? {});
  const [errors, setErrors] = useState<Record<string, string>>(question.errors ?? {});

  const submit = async () => {
    setErrors({});
    if (!form.current || !(await settleForm(form.current))) return;
    const missing = fields.filter(
      (field) => !optional.includes(field.key) && shownKind(field).isEmpty(values[field.key]),
    );
    if (missing.length === 0) answer(values);
    else
      setErrors(
        Object.fromEntries(missing.map(({ key, label }) => [key, t("Give a value for “{{label}}”.", { label })])),
      );
  };

  return (
    <Dialog opened onClose={() => answer(null)} title={question.title} size="sm" centered>
      <form
        ref={form}
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
        }}
      >
        {question.text && <p className={classes.text}>{question.text}</p>}
        {fields.map((field, at) => (
          <FormField
            key={field.key}
            id={`${formId}-${field.key}`}
            field={field}
            required={!optional.includes(field.key)}
            value={values[field.key]}
            error={errors[field.key]}
            autoFocus={at === 0}
            onChange={(value) => {
              setValues((before) => ({ ...before, [field.key]: value }));
              setErrors(({ [field.key]: _mended, ...others }) => others);
            }}
          />
        ))}
        <Group justify="flex-end" gap={8} mt={8}>
          <Button onClick={() => answer(null)}>{t("Cancel")}</Button>
          <Button type="submit" variant="filled">
            {question.yes}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
