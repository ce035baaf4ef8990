import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { forgotPassword } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { FormStack } from "@/ui/FormStack";
import type { FormState } from "@/ui/useForm";
import classes from "./SignInScreen.module.css";

interface ForgottenStepProps {
  form: FormState;
  email: string;
  onBack: () => void;
}

/** Asks for the link; what it says is the same for every address. */
export function ForgottenStep({ form, email: typed, onBack }: ForgottenStepProps) {
  const [email, setEmail] = useState(typed);
  const [sent, setSent] = useState(false);
  const submit = async () => {
    if (await form.send(() => forgotPassword(email.trim()))) setSent(true);
  };
  return (
    <>
      {sent ? (
        <p className={classes.sent} role="status">
          {t(
            "If {{email}} has an account here, a mail is on its way. None comes? Look whether you used another address.",
            {
              email: email.trim(),
            },
          )}
        </p>
      ) : (
        <FormStack onSubmit={() => email.trim() && !form.busy && void submit()} className={classes.form}>
          <TextInput
            label={t("Email")}
            type="email"
            size="md"
            autoComplete="username"
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" variant="filled" size="md" loading={form.busy} disabled={!email.trim()}>
            {t("Mail me a link")}
          </Button>
        </FormStack>
      )}
      <p className={classes.help}>
        <button type="button" className={classes.link} onClick={onBack}>
          {t("Back to signing in")}
        </button>
      </p>
    </>
  );
}
