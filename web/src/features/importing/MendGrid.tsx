import { Button } from "@mantine/core";
import type { Corrections, Import, ImportRow } from "@/api/importTypes";
import { t } from "@/lib/i18n/text";
import { SkeletonRows } from "@/ui/state/Skeleton";
import classes from "./MendGrid.module.css";
import { useImportRows } from "./useImport";

interface MendGridProps {
  given: Import;
  /** What was typed since the check. */
  mended: Corrections;
  onMend: (row: number, column: number, text: string) => void;
}

/** The rows with problems as a grid: the cells that do not fit are marked and every imported cell can be typed over. */
export function MendGrid({ given, mended, onMend }: MendGridProps) {
  const rows = useImportRows(given, "failed");
  if (!rows.data) return <SkeletonRows rows={5} />;
  const all = rows.data.pages.flatMap((page) => page.rows);
  const columns = given.columns.filter(({ index }) => given.mapping.some(({ column }) => column === index));
  return (
    <>
      <section className={classes.scroll} aria-label={t("Rows with problems")}>
        <table className={classes.grid}>
          <thead>
            <tr>
              <th className={classes.number}>{t("Row")}</th>
              {columns.map(({ index, name }) => (
                <th key={index}>{name || t("Column {{number}}", { number: index + 1 })}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map((row) => (
              <MendRow key={row.row} row={row} columns={columns} mended={mended[row.row] ?? {}} onMend={onMend} />
            ))}
          </tbody>
        </table>
      </section>
      {rows.hasNextPage && (
        <Button variant="subtle" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t("Show more rows")}
        </Button>
      )}
    </>
  );
}

interface MendRowProps {
  row: ImportRow;
  columns: Import["columns"];
  mended: Record<string, string | null>;
  onMend: MendGridProps["onMend"];
}

function MendRow({ row, columns, mended, onMend }: MendRowProps) {
  const general = row.problems.filter(({ column }) => column === null);
  return (
    <>
      <tr>
        <td className={classes.number}>{row.row}</td>
        {columns.map(({ index, name }) => {
          const problem = row.problems.find(({ column }) => column === index);
          const touched = mended[index];
          return (
            <td
              key={index}
              data-wrong={problem && touched === undefined ? true : undefined}
              data-mended={touched !== undefined || undefined}
            >
              <input
                className={classes.cell}
                aria-label={t("{{column}} of row {{row}}", { column: name, row: row.row })}
                aria-invalid={Boolean(problem) && touched === undefined}
                title={touched ?? row.cells?.[index] ?? ""}
                value={touched ?? row.cells?.[index] ?? ""}
                onChange={(event) => onMend(row.row, index, event.currentTarget.value)}
              />
              {problem && touched === undefined && <span className={classes.why}>{problem.detail}</span>}
            </td>
          );
        })}
      </tr>
      {general.length > 0 && (
        <tr className={classes.general}>
          <td />
          <td colSpan={columns.length}>{general.map(({ detail }) => detail).join(" ")}</td>
        </tr>
      )}
    </>
  );
}
