import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { addPasskey } from "@/api/factors";
import { t } from "@/lib/i18n/text";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { useForm } from "@/ui/useForm";
import classes from "./security.module.css";

/** Names a passkey and has the browser make it. */
export function PasskeyDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [name, setName] = useState("");
  const form = useForm("name");
  const save = async () => {
    if (!(await form.send(() => addPasskey(name.trim())))) return;
    onDone();
  };
  return (
    <Dialog opened onClose={onClose} title={t("Add a passkey")} size="sm" centered>
      <FormStack onSubmit={() => name.trim() && !form.busy && void save()}>
        <p className={classes.note}>
          {t("Your device asks for finger, face or PIN. The passkey then signs you in without a password.")}
        </p>
        <FormProblem>{form.problem}</FormProblem>
        <TextInput
          label={t("Name")}
          description={t("So that you know it again, such as “Laptop”.")}
          data-autofocus
          value={name}
          error={form.errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="filled" loading={form.busy} disabled={!name.trim()}>
            {t("Go on")}
          </Button>
        </div>
      </FormStack>
    </Dialog>
  );
}
