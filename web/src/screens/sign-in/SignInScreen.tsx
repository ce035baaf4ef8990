import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { signIn } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { FormStack } from "@/ui/FormStack";
import { Gate } from "@/ui/gate/Gate";
import { inside } from "./inside";
import classes from "./SignInScreen.module.css";

export function SignInScreen() {
  const { next } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const passwordBox = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = t("Sign in to Rapport");
  }, []);

  const submit = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(email.trim(), password);
      client.clear();
      router.history.push(inside(next));
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
      passwordBox.current?.select();
    }
  };

  const incomplete = !email.trim() || !password;
  return (
    <Gate
      title={t("Sign in")}
      intro={next ? t("You were signed out. Sign in to go on where you were.") : undefined}
      problem={problem?.message}
    >
      <FormStack onSubmit={() => !incomplete && !busy && void submit()} className={classes.form}>
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
        <PasswordInput
          ref={passwordBox}
          label={t("Password")}
          name="password"
          size="md"
          autoComplete="current-password"
          value={password}
          visibilityToggleButtonProps={{ "aria-label": t("Show the password") }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size="md" mt={4} loading={busy} disabled={incomplete}>
          {t("Sign in")}
        </Button>
      </FormStack>
      <p className={classes.help}>
        {t("Forgot your password, or no account yet? Ask an administrator of your workspace.")}
      </p>
    </Gate>
  );
}
