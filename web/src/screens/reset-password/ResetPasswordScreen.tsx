import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { resetPassword, resetWorks } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { FormStack } from "@/ui/FormStack";
import { Gate } from "@/ui/gate/Gate";
import { PasswordBox } from "@/ui/PasswordBox";
import { showToast } from "@/ui/toast/toasts";
import { useForm } from "@/ui/useForm";
import classes from "../sign-in/SignInScreen.module.css";

/** Where the mail of a forgotten password leads. */
export function ResetPasswordScreen() {
  const { key = "" } = useSearch({ from: "/reset-password" });
  const navigate = useNavigate();
  const works = useQuery({ queryKey: ["reset", key], queryFn: () => resetWorks(key), retry: false, gcTime: 0 });
  const [password, setPassword] = useState("");
  const form = useForm("password");

  useEffect(() => {
    document.title = t("A new password");
  }, []);

  const submit = async () => {
    if (!(await form.send(() => resetPassword(key, password)))) return;
    showToast({ text: t("Your password was changed. Sign in with it.") });
    await navigate({ to: "/sign-in" });
  };

  if (works.isPending) return <Gate title={t("A new password")} />;
  if (!works.data) {
    return (
      <Gate
        title={t("This link is over")}
        intro={t("It works once, and for an hour. Ask for another one where you sign in.")}
        problem={works.error?.message}
      >
        <Button size="md" mt={22} fullWidth variant="filled" onClick={() => void navigate({ to: "/sign-in" })}>
          {t("Go to signing in")}
        </Button>
      </Gate>
    );
  }
  return (
    <Gate
      title={t("A new password")}
      intro={t("You are signed out everywhere with it, and your API tokens end.")}
      problem={form.problem}
    >
      <FormStack onSubmit={() => password && !form.busy && void submit()} className={classes.form}>
        <PasswordBox
          label={t("New password")}
          description={t("At least ten characters.")}
          size="md"
          autoComplete="new-password"
          autoFocus
          value={password}
          error={form.errors.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size="md" loading={form.busy} disabled={!password}>
          {t("Set the password")}
        </Button>
      </FormStack>
    </Gate>
  );
}
