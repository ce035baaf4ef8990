import { Button, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useState } from "react";
import { passkeysWork } from "@/api/passkeys";
import { type Pending, signInByCode, signInByKey } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { FormStack } from "@/ui/FormStack";
import { STROKE } from "@/ui/icons";
import type { FormState } from "@/ui/useForm";
import classes from "./SignInScreen.module.css";

interface FactorStepProps {
  form: FormState;
  types: Pending;
  onIn: () => void;
  onBack: () => void;
}

/** A code of the app, a recovery code, or a passkey, after the password. */
export function FactorStep({ form, types, onIn, onBack }: FactorStepProps) {
  const [code, setCode] = useState("");
  const app = types.includes("totp");
  const submit = async () => {
    if (await form.send(() => signInByCode(code.trim()))) onIn();
    else setCode("");
  };
  const byKey = async () => {
    if (await form.send(signInByKey)) onIn();
  };
  return (
    <>
      <FormStack onSubmit={() => code.trim() && !form.busy && void submit()} className={classes.form}>
        {types.includes("webauthn") && passkeysWork() && (
          <Button
            size="md"
            variant={app ? "default" : "filled"}
            disabled={form.busy}
            leftSection={<IconFingerprint size={16} stroke={STROKE} />}
            onClick={() => void byKey()}
          >
            {t("Use a passkey")}
          </Button>
        )}
        <TextInput
          label={app ? t("Code") : t("Recovery code")}
          description={
            app
              ? t("Six digits from your authenticator app, or one of your recovery codes.")
              : t("One of the codes you kept when you set up the passkey.")
          }
          size="md"
          autoComplete="one-time-code"
          autoFocus={app}
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant={app ? "filled" : "default"}
          size="md"
          loading={form.busy}
          disabled={!code.trim()}
        >
          {t("Go on")}
        </Button>
      </FormStack>
      <p className={classes.help}>
        {t("Lost everything? An administrator of your workspace can remove the second factor.")}
      </p>
      <p className={classes.help}>
        <button type="button" className={classes.link} onClick={onBack}>
          {t("Sign in as somebody else")}
        </button>
      </p>
    </>
  );
}
