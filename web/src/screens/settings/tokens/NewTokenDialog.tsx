import { Button, Checkbox, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createToken } from "@/api/security";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useMe } from "@/records/useMe";
import { useMeta } from "@/records/useMeta";
import { OnceDialog } from "@/ui/copy/OnceDialog";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { useForm } from "@/ui/useForm";
import { EndsSelect } from "../EndsSelect";
import { chosenLimits, type TokenDraft } from "./draft";
import classes from "./NewTokenDialog.module.css";

/** Makes a token with its limits, and shows its text, this once. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [text, setText] = useState<string | null>(null);
  const [draft, setDraft] = useState<TokenDraft>({ name: "", days: "90", roles: [], objects: {}, networks: "" });
  const form = useForm("name", "expires_at", "roles");
  const make = () =>
    form.send(async () => {
      setText((await createToken(chosenLimits(draft, new Date()))).token);
      void client.invalidateQueries({ queryKey: keys.tokens });
    });
  if (text) return <OnceDialog title={t("Your new token")} text={text} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title={t("New token")} size="md" centered>
      <FormStack onSubmit={() => draft.name.trim() && !form.busy && void make()}>
        <FormProblem>{form.problem}</FormProblem>
        <TextInput
          label={t("Name")}
          description={t("What will use it, such as “Website form”.")}
          data-autofocus
          value={draft.name}
          error={form.errors.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <EndsSelect
          days={draft.days}
          error={form.errors.expires_at}
          onChange={(days) => setDraft({ ...draft, days })}
        />
        <Limits draft={draft} onChange={setDraft} />
        <div>
          <Button type="submit" variant="filled" loading={form.busy} disabled={!draft.name.trim()}>
            {t("Make the token")}
          </Button>
        </div>
      </FormStack>
    </Dialog>
  );
}

/** What is left empty is not limited. */
function Limits({ draft, onChange }: { draft: TokenDraft; onChange: (draft: TokenDraft) => void }) {
  const { roles } = useMe();
  const { objects } = useMeta();
  const words = { view: t("View"), create: t("Create"), edit: t("Edit"), delete: t("Delete") };
  return (
    <>
      {roles.length > 1 && (
        <Checkbox.Group
          label={t("Only with these roles of yours")}
          value={draft.roles}
          onChange={(chosen) => onChange({ ...draft, roles: chosen })}
        >
          <Stack gap={6} mt={4}>
            {roles.map(({ key, label }) => (
              <Checkbox key={key} value={key} label={label} size="xs" />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <fieldset className={classes.objects}>
        <legend>{t("Only these records; tick nothing for all you may")}</legend>
        {objects.map((object) => (
          <Checkbox.Group
            key={object.key}
            aria-label={object.label_plural}
            value={draft.objects[object.key] ?? []}
            onChange={(actions) => onChange({ ...draft, objects: { ...draft.objects, [object.key]: actions } })}
          >
            <div className={classes.object}>
              <span className={classes.label}>{object.label_plural}</span>
              {(["view", "create", "edit", "delete"] as const).map((action) => (
                <Checkbox key={action} value={action} label={words[action]} size="xs" />
              ))}
            </div>
          </Checkbox.Group>
        ))}
      </fieldset>
      <Textarea
        label={t("Only from these networks")}
        description={t("One a line, such as 203.0.113.0/24. Empty: from everywhere.")}
        autosize
        minRows={1}
        maxRows={4}
        value={draft.networks}
        onChange={(event) => onChange({ ...draft, networks: event.currentTarget.value })}
      />
    </>
  );
}
