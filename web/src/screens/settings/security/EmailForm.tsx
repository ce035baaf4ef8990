import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { changeEmail, proveEmail } from "@/api/security";
import { t } from "@/lib/i18n/text";
import { useAct } from "@/records/useAct";
import { useMe } from "@/records/useMe";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { useForm } from "@/ui/useForm";
import classes from "./security.module.css";

/** The address one signs in with; a new one holds once the link in its mail was followed. */
export function EmailForm() {
  const { user } = useMe();
  const [email, setEmail] = useState("");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm("email");
  const act = useAct();
  const save = () =>
    form.send(async () => {
      setSentTo((await changeEmail(email.trim())).sent_to);
      setEmail("");
    });
  const proveOld = () =>
    act(async () => setSentTo((await proveEmail()).sent_to), { failed: t("The mail was not sent.") });
  return (
    <FormStack onSubmit={() => email.trim() && !form.busy && void save()} className={classes.form}>
      <p className={classes.note}>
        {t("You sign in as {{email}}.", { email: user.email })}{" "}
        {user.email_verified === false && t("This address is not proven yet.")}
      </p>
      {sentTo && (
        <p className={classes.note} role="status">
          {t("A mail is on its way to {{email}}. Follow its link; until then nothing changes.", { email: sentTo })}
        </p>
      )}
      <FormProblem>{form.problem}</FormProblem>
      <TextInput
        label={t("New email")}
        type="email"
        autoComplete="email"
        value={email}
        error={form.errors.email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" loading={form.busy} disabled={!email.trim()}>
          {t("Change the email")}
        </Button>
        {user.email_verified === false && (
          <Button variant="subtle" onClick={() => void proveOld()}>
            {t("Prove this address")}
          </Button>
        )}
      </div>
    </FormStack>
  );
}
