import { Button, Group, Modal } from "@mantine/core";
import { useId, useState } from "react";
import { asProblem } from "@/api/problem";
import type { ObjectMeta } from "@/api/types";
import { isEditable } from "@/fields/editable";
import { FieldInput } from "@/fields/FieldInput";
import { t } from "@/lib/i18n/text";
import { type CreateRequest, closeCreate } from "@/records/creating";
import { slotsOf } from "@/records/slots";
import { useMe } from "@/records/useMe";
import { fieldOf, useObject } from "@/records/useMeta";
import { useWrite } from "@/records/useWrite";

export default function CreateDialog({ request }: { request: CreateRequest }) {
  const object = useObject(request.object);
  return object ? <CreateForm object={object} request={request} /> : null;
}

function CreateForm({ object, request }: { object: ObjectMeta; request: CreateRequest }) {
  const me = useMe();
  const write = useWrite(object);
  const formId = useId();
  const { createDefaults, createFields } = slotsOf(object.key);
  const [values, setValues] = useState<Record<string, unknown>>({ ...createDefaults?.(me), ...request.values });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [saving, setSaving] = useState(false);
  const keys = createFields ?? [...new Set([object.title_field, ...object.table.columns])];
  const fields = keys.map((key) => fieldOf(object, key)).filter((field) => isEditable(object, field));

  const save = async () => {
    setSaving(true);
    try {
      const record = await write.create(values);
      closeCreate();
      request.onCreated?.(record);
    } catch (error) {
      setErrors(asProblem(error).byField);
      setSaving(false);
    }
  };

  return (
    <Modal opened onClose={closeCreate} title={t("New {{object}}", { object: object.label.toLowerCase() })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {fields.map((field, at) => (
          <div key={field.key}>
            <label htmlFor={`${formId}-${field.key}`}>{field.label}</label>
            <FieldInput
              id={`${formId}-${field.key}`}
              field={field}
              mode="form"
              value={values[field.key]}
              error={errors[field.key]}
              autoFocus={at === 0}
              onCommit={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
            />
          </div>
        ))}
        <Group justify="flex-end" mt={16}>
          <Button onClick={closeCreate}>{t("Cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving}>
            {t("Create")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
