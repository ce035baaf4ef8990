import type { ImportSummary, RowStatus } from "@/api/importTypes";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import classes from "./Importing.module.css";

/** Why rows are skipped or fail, the most frequent reason first. */
export function Reasons({ summary, status }: { summary: ImportSummary; status: RowStatus | null }) {
  const formats = useFormats();
  const reasons = summary.reasons.filter((reason) => reason.status === status);
  if (reasons.length === 0) return null;
  return (
    <ul className={classes.reasons}>
      {reasons.map(({ detail, count, row }) => (
        <li key={detail}>
          <span className={classes.reasonCount}>{formats.number(count)}</span>
          {detail}
          <span className={classes.quiet}>{t("first in row {{row}}", { row })}</span>
        </li>
      ))}
    </ul>
  );
}
