import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import classes from "./State.module.css";

/** Any error; one of the API also carries the request's id and whether it was answered at all. */
interface Failure extends Error {
  requestId?: string | null;
  offline?: boolean;
}

interface ErrorStateProps {
  /** What failed, as a short sentence. */
  title: string;
  error: Failure;
  /** What was kept. */
  kept?: string;
  retry?: () => void;
}

/** What failed, what was kept, what to do, and the id to quote. */
export function ErrorState({ title, error, kept, retry }: ErrorStateProps) {
  const Mark = error.offline ? IconCloudOff : IconAlertTriangle;
  return (
    <div className={classes.state} role="alert">
      <span className={classes.mark} data-tone="failed">
        <Mark size={20} stroke={1.6} />
      </span>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.words}>
        {error.message} {kept}
      </p>
      {retry && (
        <div className={classes.action}>
          <Button onClick={retry}>{t("Try again")}</Button>
        </div>
      )}
      {error.requestId && (
        <p className={classes.request}>
          {t("If it goes on, tell your administrator this number: {{id}}", { id: error.requestId })}
        </p>
      )}
    </div>
  );
}
