import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { t } from "@/lib/i18n/text";
import { ErrorState } from "@/ui/state/ErrorState";
import classes from "./failure.module.css";

/** For a screen that could not be drawn. */
export function FailureScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className={classes.screen}>
      <ErrorState
        title={t("This screen could not be shown")}
        error={asProblem(error)}
        kept={t("What you saved before is safe.")}
        retry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}
