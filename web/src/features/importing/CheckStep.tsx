import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import type { Corrections, ImportSummary, RowStatus } from "@/api/importTypes";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { EmptyState } from "@/ui/state/EmptyState";
import { AtWork } from "./AtWork";
import classes from "./Importing.module.css";
import type { StepProps } from "./ImportScreen";
import { MendGrid } from "./MendGrid";
import { Reasons } from "./Reasons";
import { RowList } from "./RowList";
import { StepFoot } from "./StepFoot";
import { Tiles } from "./Tiles";

/** The dry run: what would become of every row, and the rows with problems to mend. */
export function CheckStep({ given, steering, go }: StepProps) {
  const formats = useFormats();
  const { summary } = given;
  const [chosen, setChosen] = useState<RowStatus | null>(null);
  const [mended, setMended] = useState<Corrections>({});
  const [busy, setBusy] = useState(false);

  if (given.state === "checking") {
    return <AtWork given={given} title={t("Checking the file")} cancel={() => void steering.act("cancel")} />;
  }
  if (given.state === "failed" || !summary) {
    return (
      <EmptyState icon={IconAlertTriangle} title={t("The file could not be checked")}>
        {given.failure ?? t("Go back to the options and check it again.")}
      </EmptyState>
    );
  }
  const status = chosen ?? firstToSee(summary);
  const count = Object.values(mended).reduce((sum, cells) => sum + Object.keys(cells).length, 0);
  const taken = summary.created + summary.updated;

  const again = async () => {
    setBusy(true);
    if (await steering.change({ corrections: mended })) {
      setMended({});
      await steering.act("check");
    }
    setBusy(false);
  };
  const mend = (row: number, column: number, text: string) =>
    setMended((before) => ({ ...before, [row]: { ...before[row], [column]: text } }));

  return (
    <>
      <Tiles summary={summary} chosen={status} onChoose={setChosen} />
      {summary.also_created.length > 0 && (
        <p className={classes.note}>
          {t("Also created: {{list}}.", {
            list: summary.also_created
              .map(({ label, count: some }) => `${formats.number(some)} ${label.toLowerCase()}`)
              .join(", "),
          })}
        </p>
      )}
      <Reasons summary={summary} status={status} />
      {status === "failed" ? (
        <MendGrid given={given} mended={mended} onMend={mend} />
      ) : (
        status && <RowList key={status} given={given} status={status} />
      )}
      <StepFoot
        back={() => go("options")}
        next={() => void (count ? again() : steering.act("run"))}
        label={
          count
            ? plural(count, "Check again with one mended cell", "Check again with {{count}} mended cells")
            : plural(taken, "Import one row", "Import {{count}} rows")
        }
        busy={busy}
        reason={!count && taken === 0 ? t("There is nothing to import. Mend the rows, or change the options.") : null}
      >
        {count > 0 && <Button onClick={() => setMended({})}>{t("Take back")}</Button>}
        {count === 0 &&
          summary.failed > 0 &&
          plural(summary.failed, "One row will be left out.", "{{count}} rows will be left out.")}
      </StepFoot>
    </>
  );
}

/** Problems first; otherwise what there is most to look at. */
function firstToSee(summary: ImportSummary): RowStatus | null {
  const order: RowStatus[] = ["failed", "updated", "created", "skipped", "unchanged"];
  return order.find((status) => summary[status] > 0) ?? null;
}
