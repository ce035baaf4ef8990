import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { beginApp, confirmApp } from "@/api/factors";
import { t } from "@/lib/i18n/text";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { ErrorState } from "@/ui/state/ErrorState";
import { useForm } from "@/ui/useForm";
import { QrCode } from "./QrCode";
import classes from "./security.module.css";

/** Sets up an authenticator app: scan, then type its first code. */
export function AppDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const begun = useQuery({ queryKey: ["authenticator app"], queryFn: beginApp, gcTime: 0, staleTime: Infinity });
  const [code, setCode] = useState("");
  const form = useForm("code");
  const save = async () => {
    if (!(await form.send(() => confirmApp(code.replaceAll(" ", ""))))) return;
    onDone();
  };
  return (
    <Dialog opened onClose={onClose} title={t("Set up an authenticator app")} size="md" centered>
      {begun.error && <ErrorState title={t("It could not be begun")} error={begun.error} />}
      {begun.data && (
        <FormStack onSubmit={() => code.trim() && !form.busy && void save()}>
          <div className={classes.qr}>
            <QrCode text={begun.data.totp_url} />
            <div>
              <p className={classes.note}>{t("Scan this with your authenticator app.")}</p>
              <p className={classes.note}>{t("No camera? Type this key into it:")}</p>
              <span className={classes.secret}>{begun.data.secret}</span>
            </div>
          </div>
          <FormProblem>{form.problem}</FormProblem>
          <TextInput
            label={t("Code")}
            description={t("The six digits that the app shows now.")}
            inputMode="numeric"
            autoComplete="one-time-code"
            data-autofocus
            value={code}
            error={form.errors.code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" variant="filled" loading={form.busy} disabled={!code.trim()}>
              {t("Set up")}
            </Button>
          </div>
        </FormStack>
      )}
    </Dialog>
  );
}
