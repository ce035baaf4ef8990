import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createProvisioningToken } from "@/api/provisioning";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { OnceDialog } from "@/ui/copy/OnceDialog";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { useForm } from "@/ui/useForm";
import { EndsSelect } from "../EndsSelect";
import { endOf } from "../endOf";

/** Makes a token for a directory and shows its text, this once. */
export function NewProvisioningToken({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [days, setDays] = useState("365");
  const [text, setText] = useState<string | null>(null);
  const form = useForm("name", "expires_at");
  const make = () =>
    form.send(async () => {
      const made = await createProvisioningToken({ name: name.trim(), expires_at: endOf(days, new Date()) });
      setText(made.token);
      void client.invalidateQueries({ queryKey: keys.provisioning });
    });
  if (text) return <OnceDialog title={t("The token of your directory")} text={text} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title={t("New token")} size="sm" centered>
      <FormStack onSubmit={() => name.trim() && !form.busy && void make()}>
        <FormProblem>{form.problem}</FormProblem>
        <TextInput
          label={t("Name")}
          description={t("The directory that will use it, such as “Okta”.")}
          data-autofocus
          value={name}
          error={form.errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <EndsSelect days={days} error={form.errors.expires_at} onChange={setDays} />
        <div>
          <Button type="submit" variant="filled" loading={form.busy} disabled={!name.trim()}>
            {t("Make the token")}
          </Button>
        </div>
      </FormStack>
    </Dialog>
  );
}
