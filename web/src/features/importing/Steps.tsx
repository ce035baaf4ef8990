import { UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import classes from "./Steps.module.css";

export type StepKey = "file" | "columns" | "options" | "check" | "result";

const ORDER: StepKey[] = ["file", "columns", "options", "check", "result"];

interface StepsProps {
  at: StepKey;
  /** Goes to another step; not while the server works or after the run. */
  reach?: (step: StepKey) => void;
  /** The check is there, so that one may go forward to it. */
  checked?: boolean;
}

/** The five steps of an import, and which one this is. */
export function Steps({ at, reach, checked = false }: StepsProps) {
  const here = ORDER.indexOf(at);
  const labels: Record<StepKey, string> = {
    file: t("File"),
    columns: t("Columns"),
    options: t("Options"),
    check: t("Check"),
    result: t("Import"),
  };
  const reachable = (step: StepKey) =>
    reach !== undefined && step !== at && (step === "columns" || step === "options" || (step === "check" && checked));
  return (
    <ol className={classes.steps} aria-label={t("Steps")}>
      {ORDER.map((step, place) => {
        const inside = (
          <>
            <span className={classes.number}>{place < here ? <IconCheck size={13} stroke={2} /> : place + 1}</span>
            {labels[step]}
          </>
        );
        return (
          <li
            key={step}
            className={classes.step}
            data-past={place < here || undefined}
            aria-current={step === at ? "step" : undefined}
          >
            {reachable(step) ? (
              <UnstyledButton className={classes.link} onClick={() => reach?.(step)}>
                {inside}
              </UnstyledButton>
            ) : (
              <span className={classes.link}>{inside}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
