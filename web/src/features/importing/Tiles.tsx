import { UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ImportSummary, ROW_STATUSES, type RowStatus } from "@/api/importTypes";
import type { Filter } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import classes from "./Importing.module.css";

interface TilesProps {
  summary: ImportSummary;
  chosen: RowStatus | null;
  onChoose: (status: RowStatus) => void;
  /** Of a run only the rows that were not taken are kept; the other numbers open nothing. */
  kept?: (status: RowStatus) => boolean;
  /** The list of the records that were written so; null where there is none. */
  written?: (status: RowStatus) => { plural: string; filter: Filter } | null;
}

/** How many rows become what; each number opens its rows. */
export function Tiles({ summary, chosen, onChoose, kept = () => true, written = () => null }: TilesProps) {
  const formats = useFormats();
  const future = summary.of === "check";
  const labels: Record<RowStatus, string> = {
    created: future ? t("to create") : t("created"),
    updated: future ? t("to update") : t("updated"),
    unchanged: t("unchanged"),
    skipped: future ? t("to skip") : t("skipped"),
    failed: future ? t("with problems") : t("failed"),
  };
  return (
    <div className={classes.tiles}>
      {ROW_STATUSES.map((status) => {
        const list = written(status);
        const words = (
          <>
            <span className={classes.tileNumber}>{formats.number(summary[status])}</span>
            <span className={classes.tileLabel}>{labels[status]}</span>
          </>
        );
        if (list) {
          const { plural, filter } = list;
          return (
            <Link
              key={status}
              className={classes.tile}
              data-status={status}
              to="/$plural"
              params={{ plural }}
              search={{ layout: "table", filter }}
            >
              {words}
            </Link>
          );
        }
        return (
          <UnstyledButton
            key={status}
            className={classes.tile}
            data-status={summary[status] ? status : undefined}
            aria-pressed={chosen === status}
            disabled={summary[status] === 0 || !kept(status)}
            onClick={() => onChoose(status)}
          >
            {words}
          </UnstyledButton>
        );
      })}
    </div>
  );
}
