import { Alert, Button, Checkbox, UnstyledButton } from "@mantine/core";
import { IconAlertCircle, IconChevronDown } from "@tabler/icons-react";
import { useId, useRef, useState } from "react";
import type { FieldMeta, ObjectMeta } from "@/api/types";
import { FormField } from "@/fields/FormField";
import { settleForm } from "@/fields/settleForm";
import { t } from "@/lib/i18n/text";
import type { CreateRequest } from "@/records/creating";
import { slotsOf } from "@/records/slots";
import { useMe } from "@/records/useMe";
import { Dialog } from "@/ui/Dialog";
import { Keys } from "@/ui/Keys";
import { useIsPhone } from "@/ui/useIsPhone";
import classes from "./CreateForm.module.css";
import { createFieldsOf, firstStages, isWide } from "./createFields";
import { dropDraft, keepDraft, readDraft } from "./draft";
import { useCreate } from "./useCreate";

interface CreateFormProps {
  object: ObjectMeta;
  request: CreateRequest;
  onClose: () => void;
}

type Values = Record<string, unknown>;

/** The form of a new record. What is typed survives Escape and a reload; Cancel throws it away. A dialog above another keeps no draft. */
export function CreateForm({ object, request, onClose }: CreateFormProps) {
  const me = useMe();
  const phone = useIsPhone();
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const start: Values = { ...firstStages(object), ...slotsOf(object.key).createDefaults?.(me), ...request.values };
  const own = !request.under;
  const [draft] = useState(() => (own ? readDraft(object.key) : null));
  const [values, setValues] = useState<Values>({ ...start, ...draft, ...request.values });
  const [opened, setOpened] = useState(false);
  const [another, setAnother] = useState(false);
  const [turn, setTurn] = useState(0);
  const { save, saving, problem, forgive } = useCreate(object);
  const { main, more } = createFieldsOf(object, Object.keys(request.values ?? {}));
  const errors = problem?.byField ?? {};
  const showMore = opened || more.some(({ key }) => errors[key]);
  const shown = showMore ? [...main, ...more] : main;
  const loose = problem?.errors.filter(({ field }) => !shown.some(({ key }) => key === field)) ?? [];
  const thing = object.label.toLowerCase();

  const change = (key: string, value: unknown) => {
    const next = { ...values, [key]: value };
    setValues(next);
    if (own) keepDraft(object.key, next);
  };

  const submit = async () => {
    forgive();
    if (!form.current || !(await settleForm(form.current))) return;
    const record = await save(values, !request.onCreated);
    if (!record) return;
    if (own) dropDraft(object.key);
    request.onCreated?.(record);
    if (!another) {
      onClose();
      return;
    }
    setValues(start);
    setTurn(turn + 1);
  };

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t("New {{object}}", { object: thing })}
      size={560}
      fullScreen={phone}
      closeOnClickOutside={false}
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog above this one is a child of it for React, not for the person.
          event.stopPropagation();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.stopPropagation();
          void submit();
        }}
      >
        {draft && turn === 0 && (
          <p className={classes.draft}>
            {t("This is what you typed before.")}{" "}
            <UnstyledButton
              className={classes.anew}
              onClick={() => {
                dropDraft(object.key);
                setValues(start);
                setTurn(turn + 1);
              }}
            >
              {t("Start anew")}
            </UnstyledButton>
          </p>
        )}
        {problem && (problem.errors.length === 0 || loose.length > 0) && (
          <Alert color="red" variant="light" icon={<IconAlertCircle size={16} stroke={1.6} />} mb={12}>
            {loose.length ? loose.map(({ detail }) => detail).join(" ") : problem.message}{" "}
            {t("Nothing that you typed is lost.")}
          </Alert>
        )}
        <div key={turn} className={classes.grid}>
          {shown.map((field, at) => (
            <FieldOf
              key={field.key}
              id={`${formId}-${field.key}`}
              object={object}
              field={field}
              value={values[field.key]}
              error={errors[field.key]}
              first={at === 0}
              onChange={(value) => change(field.key, value)}
            />
          ))}
        </div>
        {more.length > 0 && !showMore && (
          <UnstyledButton className={classes.more} onClick={() => setOpened(true)}>
            <IconChevronDown size={15} stroke={1.6} />
            {t("More fields")}
          </UnstyledButton>
        )}
        <footer className={classes.foot}>
          {!request.onCreated && (
            <Checkbox
              size="xs"
              label={t("Create and add another")}
              checked={another}
              onChange={(event) => setAnother(event.currentTarget.checked)}
            />
          )}
          <span className={classes.buttons}>
            <Button
              onClick={() => {
                if (own) dropDraft(object.key);
                onClose();
              }}
            >
              {t("Cancel")}
            </Button>
            <Button
              type="submit"
              variant="filled"
              loading={saving}
              rightSection={phone ? undefined : <Keys keys="mod+enter" />}
            >
              {t("Create {{object}}", { object: thing })}
            </Button>
          </span>
        </footer>
      </form>
    </Dialog>
  );
}

interface FieldOfProps {
  id: string;
  object: ObjectMeta;
  field: FieldMeta;
  value: unknown;
  error: string | undefined;
  first: boolean;
  onChange: (value: unknown) => void;
}

function FieldOf({ id, object, field, value, error, first, onChange }: FieldOfProps) {
  return (
    <div className={isWide(object, field) ? classes.wide : undefined}>
      <FormField id={id} field={field} value={value} error={error} autoFocus={first} onChange={onChange} />
    </div>
  );
}
