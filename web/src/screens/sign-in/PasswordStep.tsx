import { Button, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { passkeysWork } from "@/api/passkeys";
import { type Pending, signIn, signInByPasskey } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { FormStack } from "@/ui/FormStack";
import { STROKE } from "@/ui/icons";
import { PasswordBox } from "@/ui/PasswordBox";
import type { FormState } from "@/ui/useForm";
import classes from "./SignInScreen.module.css";

interface PasswordStepProps {
  form: FormState;
  /** What signing in still asks for. */
  onIn: (pending: Pending) => void;
  onForgotten: (email: string) => void;
}

export function PasswordStep({ form, onIn, onForgotten }: PasswordStepProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const passwordBox = useRef<HTMLInputElement>(null);
  const incomplete = !email.trim() || !password;

  const submit = async () => {
    let pending: Pending = [];
    const taken = await form.send(async () => {
      pending = await signIn(email.trim(), password);
    });
    if (taken) onIn(pending);
    else passwordBox.current?.select();
  };
  const byPasskey = async () => {
    if (await form.send(signInByPasskey)) onIn([]);
  };

  return (
    <>
      <FormStack onSubmit={() => !incomplete && !form.busy && void submit()} className={classes.form}>
        <TextInput
          label={t("Email")}
          type="email"
          name="email"
          size="md"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordBox
          ref={passwordBox}
          label={t("Password")}
          name="password"
          size="md"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size="md" mt={4} loading={form.busy} disabled={incomplete}>
          {t("Sign in")}
        </Button>
        {passkeysWork() && (
          <Button
            size="md"
            disabled={form.busy}
            leftSection={<IconFingerprint size={16} stroke={STROKE} />}
            onClick={() => void byPasskey()}
          >
            {t("Use a passkey")}
          </Button>
        )}
      </FormStack>
      <p className={classes.help}>
        <button type="button" className={classes.link} onClick={() => onForgotten(email)}>
          {t("Forgotten your password?")}
        </button>
      </p>
      <p className={classes.help}>{t("No account yet? Ask an administrator of your workspace for an invitation.")}</p>
    </>
  );
}
