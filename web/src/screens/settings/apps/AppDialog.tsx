import { Button, Checkbox, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AppScope, changeApp, createApp, type RegisteredApp } from "@/api/apps";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { useForm } from "@/ui/useForm";
import classes from "./apps.module.css";

interface AppDialogProps {
  /** null for a new one. */
  app: RegisteredApp | null;
  scopes: AppScope[];
  onClose: () => void;
  onSecret: (app: RegisteredApp, secret: string) => void;
}

/** What an app is called, where it is answered, and what it may ask for at most. */
export function AppDialog({ app, scopes, onClose, onSecret }: AppDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState(app?.name ?? "");
  const [places, setPlaces] = useState(app?.redirect_uris.join("\n") ?? "");
  const [kind, setKind] = useState("server");
  const [chosen, setChosen] = useState(app?.scopes ?? ["profile"]);
  const form = useForm("name", "redirect_uris", "scopes");
  const redirect_uris = places.split(/\s+/).filter(Boolean);
  const complete = name.trim() && redirect_uris.length > 0 && chosen.length > 0;
  const save = async () => {
    const values = { name: name.trim(), redirect_uris, scopes: chosen };
    const taken = await form.send(async () => {
      if (app) await changeApp(app.id, values);
      else {
        const { client_secret, ...made } = await createApp({ ...values, confidential: kind === "server" });
        if (client_secret) onSecret(made, client_secret);
      }
    });
    if (!taken) return;
    void client.invalidateQueries({ queryKey: keys.apps });
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={app ? app.name : t("Register an app")} size="md" centered>
      <FormStack onSubmit={() => complete && !form.busy && void save()}>
        <FormProblem>{form.problem}</FormProblem>
        <TextInput
          label={t("Name")}
          description={t("Members read it when the app asks for their consent.")}
          data-autofocus
          value={name}
          error={form.errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t("Where members are sent back to")}
          description={t("The redirect URIs of the app, one a line. They must be the same letter for letter.")}
          autosize
          minRows={2}
          maxRows={5}
          spellCheck={false}
          value={places}
          error={form.errors.redirect_uris}
          onChange={(event) => setPlaces(event.currentTarget.value)}
        />
        {!app && (
          <Radio.Group label={t("Where it runs")} value={kind} onChange={setKind}>
            <Stack gap={8} mt={6}>
              <Radio value="server" size="xs" label={t("On a server, which can keep a secret")} />
              <Radio value="device" size="xs" label={t("In browsers or on devices of its users, without a secret")} />
            </Stack>
          </Radio.Group>
        )}
        <Checkbox.Group
          label={t("What it may ask for")}
          description={t("Members see what it asks for, and it never gets more than they may do themselves.")}
          value={chosen}
          error={form.errors.scopes}
          onChange={setChosen}
        >
          <Stack gap={9} mt={6} className={classes.scopes}>
            {scopes.map(({ key, label, help }) => (
              <Checkbox key={key} value={key} size="xs" label={label} description={help} />
            ))}
          </Stack>
        </Checkbox.Group>
        <div>
          <Button type="submit" variant="filled" loading={form.busy} disabled={!complete}>
            {app ? t("Save") : t("Register it")}
          </Button>
        </div>
      </FormStack>
    </Dialog>
  );
}
