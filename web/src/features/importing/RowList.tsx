import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import type { Import, ImportRow, RowStatus } from "@/api/importTypes";
import { t } from "@/lib/i18n/text";
import { SkeletonRows } from "@/ui/state/Skeleton";
import classes from "./Importing.module.css";
import { useImportRows } from "./useImport";

/** Row by row: who it is and what changes, or why it is not taken. */
export function RowList({ given, status }: { given: Import; status: RowStatus }) {
  const rows = useImportRows(given, status);
  if (!rows.data) return <SkeletonRows rows={5} />;
  const all = rows.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th className={classes.rowNumber}>{t("Row")}</th>
            <th>{t("Record")}</th>
            <th>{status === "skipped" || status === "failed" ? t("Why") : t("What changes")}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((row) => (
            <tr key={row.row}>
              <td className={classes.rowNumber}>{row.row}</td>
              <td className={classes.column}>{row.title ?? row.cells?.filter(Boolean).slice(0, 3).join(", ")}</td>
              <td>
                <RowWords row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.hasNextPage && (
        <Button variant="subtle" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t("Show more rows")}
        </Button>
      )}
    </>
  );
}

function RowWords({ row }: { row: ImportRow }) {
  if (row.problems.length) return row.problems.map(({ detail }) => detail).join(" ");
  if (row.changes.length === 0) return <span className={classes.quiet}>{t("Nothing changes.")}</span>;
  return (
    <span className={classes.changes}>
      {row.changes.map(({ field, label, before, after }) => (
        <span key={field} className={classes.change}>
          <span className={classes.quiet}>{label}</span>
          {before && (
            <>
              <s>{before}</s>
              <IconArrowRight size={12} stroke={1.6} role="img" aria-label={t("to")} />
            </>
          )}
          {after}
        </span>
      ))}
    </span>
  );
}
