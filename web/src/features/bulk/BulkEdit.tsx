import { Button, Group, Select, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FieldMeta, ObjectMeta, RecordData } from "@/api/types";
import { FieldInput } from "@/fields/FieldInput";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { Dialog } from "@/ui/Dialog";
import type { Target } from "./bulkWork";
import { startJob } from "./jobs";

interface BulkEditProps {
  object: ObjectMeta;
  fields: FieldMeta[];
  target: Target;
  count: number | null;
  /** The field to begin with; without it the dialog asks for one. */
  start?: FieldMeta;
  onClose: () => void;
  onStarted: () => void;
}

/** One new value for a field of many records; tags are added to those that are there. */
export function BulkEdit({ object, fields, target, count, start, onClose, onStarted }: BulkEditProps) {
  const client = useQueryClient();
  const formats = useFormats();
  const inputId = useId();
  const [field, setField] = useState(start);
  const [value, setValue] = useState<unknown>(null);
  const adds = field?.kind === "tags";
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  const refused = !field || (empty && (field.required || adds));

  const apply = () => {
    if (!field) return;
    const { key, label } = field;
    const next = (record: RecordData) => (adds ? union(record[key], value) : value);
    onStarted();
    void startJob(client, {
      object,
      target,
      total: count,
      label: t("Changing {{field}}", { field: label }),
      fields: adds ? [key] : [],
      operation: (record) => ({ op: "update", id: record.id, values: { [key]: next(record) } }),
      preview: (record) => ({ ...record, [key]: next(record) }),
      done: (done) =>
        plural(done, "{{field}} was changed in {{count}} record.", "{{field}} was changed in {{count}} records.", {
          field: label,
        }),
    });
  };

  const names = { one: object.label.toLowerCase(), other: object.label_plural.toLowerCase() };
  const heading =
    count === null
      ? t("Edit all {{other}}", names)
      : plural(count, "Edit one {{one}}", "Edit {{shown}} {{other}}", { ...names, shown: formats.number(count) });
  return (
    <Dialog opened onClose={onClose} size="sm" centered title={heading}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!refused) apply();
        }}
      >
        <Stack gap={14}>
          {!start && (
            <Select
              label={t("Field")}
              placeholder={t("Choose a field")}
              searchable
              data-autofocus
              allowDeselect={false}
              data={fields.map(({ key, label }) => ({ value: key, label }))}
              value={field?.key ?? null}
              onChange={(key) => {
                setField(fields.find((one) => one.key === key));
                setValue(null);
              }}
            />
          )}
          {field && (
            <div key={field.key}>
              <label htmlFor={inputId} className="mantine-InputWrapper-label">
                {adds ? t("Add these tags") : start ? field.label : t("New value")}
              </label>
              <FieldInput
                id={inputId}
                field={field}
                value={value}
                mode="form"
                autoFocus={Boolean(start)}
                onCommit={(next) => setValue(next)}
              />
            </div>
          )}
          <Group justify="flex-end" gap={8}>
            <Button onClick={onClose}>{t("Cancel")}</Button>
            <Button
              type="submit"
              variant="filled"
              disabled={refused}
              title={refused ? t("Choose a value first.") : undefined}
            >
              {field && empty && !adds ? t("Empty it") : t("Apply")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function union(before: unknown, added: unknown): string[] {
  return [...new Set([...(Array.isArray(before) ? before : []), ...(Array.isArray(added) ? added : [])].map(String))];
}
