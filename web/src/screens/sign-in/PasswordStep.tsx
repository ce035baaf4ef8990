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
import { ConnectionButtons } from "./ConnectionButtons";
import classes from "./SignInScreen.module.css";
import { useFound } from "./useFound";

interface PasswordStepProps {
  form: FormState;
  /** Where to go after it: an address of this app. */
  next: string;
  /** What signing in still asks for. */
  onIn: (pending: Pending) => void;
  onForgotten: (email: string) => void;
}

/** The email address, and then what belongs to it: the organisation's own sign-in, or a password. */
export function PasswordStep({ form, next, onIn, onForgotten }: PasswordStepProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [byPassword, setByPassword] = useState(false);
  const passwordBox = useRef<HTMLInputElement>(null);
  const { found, look, forget } = useFound();
  const sso = found.connections.length > 0 && !byPassword;

  const submit = async () => {
    if (!password) {
      const { connections } = await look(email);
      if (connections.length === 0) passwordBox.current?.focus();
      return;
    }
    let pending: Pending = [];
    const taken = await form.send(async () => {
      pending = await signIn(email.trim(), password);
    });
    if (taken) onIn(pending);
    else passwordBox.current?.select();
  };
  const passkey = async () => {
    if (await form.send(signInByPasskey)) onIn([]);
  };
  const type = (typed: string) => {
    setEmail(typed);
    setByPassword(false);
    if (found.connections.length) forget();
  };

  return (
    <>
      <FormStack onSubmit={() => email.trim() && !sso && !form.busy && void submit()} className={classes.form}>
        <TextInput
          label={t("Email")}
          type="email"
          name="email"
          size="md"
          autoComplete="username"
          autoFocus
          value={email}
          onBlur={() => void look(email)}
          onChange={(event) => type(event.currentTarget.value)}
        />
        {sso ? (
          <ConnectionButtons connections={found.connections} next={next} />
        ) : (
          <>
            <PasswordBox
              ref={passwordBox}
              label={t("Password")}
              name="password"
              size="md"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" variant="filled" size="md" mt={4} loading={form.busy} disabled={!email.trim()}>
              {password ? t("Sign in") : t("Go on")}
            </Button>
            {passkeysWork() && (
              <Button
                size="md"
                disabled={form.busy}
                leftSection={<IconFingerprint size={16} stroke={STROKE} />}
                onClick={() => void passkey()}
              >
                {t("Use a passkey")}
              </Button>
            )}
          </>
        )}
      </FormStack>
      {sso ? (
        <p className={classes.help}>
          {found.required && t("Your organisation asks everybody to sign in there.")}{" "}
          <button type="button" className={classes.link} onClick={() => setByPassword(true)}>
            {found.required ? t("You are the owner? Use your password") : t("Use a password instead")}
          </button>
        </p>
      ) : (
        <>
          <p className={classes.help}>
            <button type="button" className={classes.link} onClick={() => onForgotten(email)}>
              {t("Forgotten your password?")}
            </button>
          </p>
          <p className={classes.help}>
            {t("No account yet? Ask an administrator of your workspace for an invitation.")}
          </p>
        </>
      )}
    </>
  );
}
