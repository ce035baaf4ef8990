import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { asProblem, type Problem } from "@/api/problem";
import { changePassword } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { FormStack } from "@/ui/FormStack";
import { showToast } from "@/ui/toast/toasts";
import classes from "./security.module.css";

/** A new password; the other sessions and all API tokens end with the old one. */
export function PasswordForm() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await changePassword(current, next);
      setCurrent("");
      setNext("");
      showToast({ text: t("Your password was changed. Your other sessions and your API tokens have ended.") });
    } catch (error) {
      const failed = asProblem(error);
      setProblem(failed);
      if (!failed.errors.some(({ field }) => field)) showFailure(t("Your password was not changed."), error);
    } finally {
      setBusy(false);
    }
  };

  const errors = problem?.byField ?? {};
  const incomplete = !current || !next;
  const eye = { visibilityToggleButtonProps: { "aria-label": t("Show the password") } };
  return (
    <FormStack onSubmit={() => !incomplete && !busy && void save()} className={classes.form}>
      <PasswordInput
        {...eye}
        label={t("Current password")}
        autoComplete="current-password"
        value={current}
        error={errors.current_password}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        {...eye}
        label={t("New password")}
        description={t("At least ten characters.")}
        autoComplete="new-password"
        value={next}
        error={errors.new_password}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button type="submit" loading={busy} disabled={incomplete}>
          {t("Change the password")}
        </Button>
      </div>
    </FormStack>
  );
}
