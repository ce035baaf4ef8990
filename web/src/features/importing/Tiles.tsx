import { UnstyledButton } from "@mantine/core";
import { type ImportSummary, ROW_STATUSES, type RowStatus } from "@/api/importTypes";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import classes from "./Importing.module.css";

interface TilesProps {
  summary: ImportSummary;
  chosen: RowStatus | null;
  onChoose: (status: RowStatus) => void;
  /** Of a run only the rows that were not taken are kept; the other numbers open nothing. */
  kept?: (status: RowStatus) => boolean;
}

/** How many rows become what; each number opens its rows. */
export function Tiles({ summary, chosen, onChoose, kept = () => true }: TilesProps) {
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
      {ROW_STATUSES.map((status) => (
        <UnstyledButton
          key={status}
          className={classes.tile}
          data-status={summary[status] ? status : undefined}
          aria-pressed={chosen === status}
          disabled={summary[status] === 0 || !kept(status)}
          onClick={() => onChoose(status)}
        >
          <span className={classes.tileNumber}>{formats.number(summary[status])}</span>
          <span className={classes.tileLabel}>{labels[status]}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
