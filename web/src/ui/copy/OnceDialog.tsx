import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/lib/i18n/text";
import { Dialog } from "../Dialog";
import classes from "./Copy.module.css";
import { copyText } from "./CopyLine";

interface OnceDialogProps {
  title: string;
  /** The secret. */
  text: string;
  /** What belongs to it and may be seen again. */
  children?: ReactNode;
  onClose: () => void;
}

/** Shows a secret this once. A click beside it does not close the dialog. */
export function OnceDialog({ title, text, children, onClose }: OnceDialogProps) {
  return (
    <Dialog opened onClose={onClose} title={title} size="md" centered closeOnClickOutside={false}>
      <p className={classes.note}>{t("Copy it now: it is shown only this once.")}</p>
      <code className={classes.secret}>{text}</code>
      {children}
      <div className={classes.actions}>
        <Button variant="filled" data-autofocus onClick={() => void copyText(text)}>
          {t("Copy")}
        </Button>
        <Button onClick={onClose}>{t("Done")}</Button>
      </div>
    </Dialog>
  );
}
