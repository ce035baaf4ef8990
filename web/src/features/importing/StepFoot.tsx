import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/lib/i18n/text";
import { Reasoned } from "@/ui/Reasoned";
import classes from "./Importing.module.css";

interface StepFootProps {
  back?: () => void;
  next: () => void;
  label: string;
  /** Why one cannot go on. */
  reason?: string | null;
  busy?: boolean;
  /** Between back and next. */
  children?: ReactNode;
}

/** Back at the left, the one way on at the right. */
export function StepFoot({ back, next, label, reason, busy, children }: StepFootProps) {
  return (
    <footer className={classes.foot}>
      {back && <Button onClick={back}>{t("Back")}</Button>}
      <span className={classes.between}>{children}</span>
      <Reasoned reason={reason}>
        <Button variant="filled" onClick={next} disabled={Boolean(reason)} loading={busy}>
          {label}
        </Button>
      </Reasoned>
    </footer>
  );
}
