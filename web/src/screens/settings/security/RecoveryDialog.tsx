import { Button } from "@mantine/core";
import { keepFile } from "@/api/download";
import { t } from "@/lib/i18n/text";
import { Dialog } from "@/ui/Dialog";
import { showToast } from "@/ui/toast/toasts";
import classes from "./security.module.css";

/** The recovery codes, this once. */
export function RecoveryDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = codes.join("\n");
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    showToast({ text: t("The codes were copied.") });
  };
  return (
    <Dialog opened onClose={onClose} title={t("Your recovery codes")} size="sm" centered closeOnClickOutside={false}>
      <p className={classes.note}>
        {t("For the day you lose the rest. Each works once. They are shown only now: print or keep them safe.")}
      </p>
      <ul className={classes.codes} aria-label={t("Your recovery codes")}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button variant="filled" onClick={onClose}>
          {t("I have kept them")}
        </Button>
        <Button onClick={() => void copy()}>{t("Copy")}</Button>
        <Button onClick={() => keepFile("rapport-recovery-codes.txt", new Blob([`${text}\n`]))}>
          {t("Save as a file")}
        </Button>
      </div>
    </Dialog>
  );
}
