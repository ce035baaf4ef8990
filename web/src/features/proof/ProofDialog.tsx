import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { passkeysWork } from "@/api/passkeys";
import { proveCode, provePasskey, provePassword } from "@/api/session";
import { goToProvider } from "@/api/sso";
import type { Id } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { useMe } from "@/records/useMe";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { useForm } from "@/ui/useForm";
import { asked } from "./asked";
import classes from "./ProofDialog.module.css";

/** Asks once more who one is, before something dangerous; the request that needed it then goes on by itself. */
export default function ProofDialog() {
  const answer = useStore(asked);
  const { single_sign_on: connection } = useMe();
  return (
    <Dialog opened={answer !== null} onClose={() => answer?.(false)} title={t("Is it you?")} size="sm" centered>
      <p className={classes.intro}>
        {t("This changes who can get in, and it is a while since you signed in. Prove once more that it is you.")}
      </p>
      {answer && (connection ? <ByProvider connection={connection} /> : <ProofForm onProved={() => answer(true)} />)}
    </Dialog>
  );
}

/** Who came by the organisation's sign-in proves it there; this page is left for it. */
function ByProvider({ connection }: { connection: Id }) {
  return (
    <>
      <p className={classes.intro}>
        {t("You came by single sign-on, so you prove it there. You come back to this page; what you typed is lost.")}
      </p>
      <Button
        variant="filled"
        data-autofocus
        onClick={() => goToProvider(connection, `${location.pathname}${location.search}`)}
      >
        {t("Sign in there again")}
      </Button>
    </>
  );
}

function ProofForm({ onProved }: { onProved: () => void }) {
  const { user } = useMe();
  const [way, setWay] = useState<"password" | "code">("password");
  const [words, setWords] = useState("");
  const form = useForm("password", "code");
  const byPassword = way === "password";

  const submit = async () => {
    const given = words.trim();
    if (await form.send(() => (byPassword ? provePassword(words) : proveCode(given)))) onProved();
  };
  const change = () => {
    form.clear();
    setWords("");
    setWay(byPassword ? "code" : "password");
  };

  return (
    <FormStack onSubmit={() => words && !form.busy && void submit()}>
      <FormProblem>{form.problem}</FormProblem>
      {byPassword ? (
        <PasswordInput
          label={t("Your password")}
          autoComplete="current-password"
          data-autofocus
          value={words}
          error={form.errors.password}
          visibilityToggleButtonProps={{ "aria-label": t("Show the password") }}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          label={t("Code")}
          description={t("Six digits from your authenticator app, or a recovery code.")}
          autoComplete="one-time-code"
          autoFocus
          value={words}
          error={form.errors.code}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div className={classes.actions}>
        <Button type="submit" variant="filled" loading={form.busy} disabled={!words}>
          {t("Go on")}
        </Button>
        {user.second_factor && (
          <>
            <Button variant="subtle" onClick={change}>
              {byPassword ? t("Use a code") : t("Use the password")}
            </Button>
            {passkeysWork() && (
              <Button variant="subtle" onClick={() => void form.send(provePasskey).then((done) => done && onProved())}>
                {t("Use a passkey")}
              </Button>
            )}
          </>
        )}
      </div>
    </FormStack>
  );
}
