import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { Dialog } from "@/ui/Dialog";
import { type NameRequest, naming } from "./naming";
import { useViewWrites } from "./savedViews";
import type { CurrentView } from "./useListView";

/** The dialog that names a view, new or old, and says who sees it. */
export function NameView({ object, current }: { object: ObjectMeta; current: CurrentView }) {
  const asked = useStore(naming);
  const close = () => naming.set(null);
  return (
    <Dialog
      opened={asked !== null}
      onClose={close}
      size="sm"
      centered
      title={asked?.kind === "rename" ? t("Rename the view") : t("Save as a new view")}
    >
      {asked && <NameForm asked={asked} object={object} current={current} close={close} />}
    </Dialog>
  );
}

interface NameFormProps {
  asked: NameRequest;
  object: ObjectMeta;
  current: CurrentView;
  close: () => void;
}

function NameForm({ asked, object, current, close }: NameFormProps) {
  const writes = useViewWrites(object);
  const [label, setLabel] = useState(asked.label);
  const [shared, setShared] = useState(asked.kind === "rename" && asked.shared);
  const [problem, setProblem] = useState<string>();
  const [saving, setSaving] = useState(false);

  const save = async () => {
    if (!label.trim()) {
      setProblem(t("Name the view, so that you find it again."));
      return;
    }
    setSaving(true);
    try {
      if (asked.kind === "rename") {
        await writes.change(asked.id, { label: label.trim(), shared });
      } else {
        const made = await writes.create(label.trim(), { ...current.settings, shared });
        current.settleOn(made.id);
      }
      close();
    } catch (error) {
      const failed = asProblem(error);
      setProblem(failed.errors[0]?.detail ?? failed.message);
      setSaving(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap={16}>
        <TextInput
          label={t("Name")}
          value={label}
          maxLength={80}
          error={problem}
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setLabel(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
        <Radio.Group
          label={t("Who sees it")}
          value={shared ? "shared" : "private"}
          onChange={(value) => setShared(value === "shared")}
        >
          <Stack gap={8} mt={4}>
            <Radio size="xs" value="private" label={t("Only you")} />
            <Radio size="xs" value="shared" label={t("Everybody in the workspace")} />
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap={8}>
          <Button onClick={close}>{t("Cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving}>
            {t("Save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
