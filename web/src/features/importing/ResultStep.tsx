import { Button } from "@mantine/core";
import { IconArrowBackUp, IconDownload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { download } from "@/api/download";
import type { Import, RowStatus } from "@/api/importTypes";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { useObject } from "@/records/useMeta";
import { AtWork } from "./AtWork";
import classes from "./Importing.module.css";
import type { StepProps } from "./ImportScreen";
import { KeptValues } from "./KeptValues";
import { Reasons } from "./Reasons";
import { RowList } from "./RowList";
import { Tiles } from "./Tiles";
import { writtenRows } from "./writtenRows";

const LEFT_OUT = new Set<RowStatus>(["skipped", "failed"]);

/** The run, its report, and the way back. */
export function ResultStep({ given, steering }: StepProps) {
  const formats = useFormats();
  const object = useObject(given.object);
  const [chosen, setChosen] = useState<RowStatus | null>(null);
  const { summary, undo, state } = given;

  if (state === "running") {
    return <AtWork given={given} title={t("Importing")} cancel={() => void steering.act("cancel")} />;
  }
  if (state === "undoing") return <AtWork given={given} title={t("Undoing the import")} />;

  const status = chosen ?? (summary?.failed ? "failed" : summary?.skipped ? "skipped" : null);
  const leftOut = (summary?.failed ?? 0) + (summary?.skipped ?? 0);
  return (
    <>
      <h2 className={classes.outcome}>{outcomeOf(given, formats.number)}</h2>
      {given.failure && <p className={classes.note}>{given.failure}</p>}
      {summary && (
        <Tiles
          summary={summary}
          chosen={status}
          onChoose={setChosen}
          kept={(one) => LEFT_OUT.has(one)}
          written={(one) => {
            const filter = writtenRows(given, one);
            return object && filter ? { plural: object.plural, filter } : null;
          }}
        />
      )}
      {summary && summary.also_created.length > 0 && (
        <p className={classes.note}>
          {t("Also created: {{list}}.", {
            list: summary.also_created
              .map(({ label, count }) => `${formats.number(count)} ${label.toLowerCase()}`)
              .join(", "),
          })}
        </p>
      )}
      <div className={classes.acts}>
        {object && (
          <Button variant="filled" component={Link} to={`/${object.plural}`}>
            {t("Show {{objects}}", { objects: object.label_plural.toLowerCase() })}
          </Button>
        )}
        {leftOut > 0 && (
          <Button leftSection={<IconDownload size={15} stroke={1.6} />} onClick={() => void fetchReport(given)}>
            {plural(leftOut, "Report of the row that was left out", "Report of the {{count}} rows that were left out")}
          </Button>
        )}
        {undo.possible && (
          <Button leftSection={<IconArrowBackUp size={15} stroke={1.6} />} onClick={() => void steering.act("undo")}>
            {t("Undo this import")}
          </Button>
        )}
        {undo.possible && undo.until && (
          <span className={classes.quiet}>
            {t("Possible until {{day}}.", { day: formats.date(formats.today(new Date(undo.until))) })}
          </span>
        )}
      </div>
      <KeptValues kept={undo.kept} />
      {summary && <Reasons summary={summary} status={status} />}
      {summary?.of === "run" && status && LEFT_OUT.has(status) && (
        <RowList key={status} given={given} status={status} />
      )}
    </>
  );
}

function outcomeOf({ state, summary, undo }: Import, number: (value: number) => string): string {
  if (state === "undone") {
    return plural(
      undo.undone ?? 0,
      "Undone: one record is as it was before the import.",
      "Undone: {{count}} records are as they were before the import.",
    );
  }
  if (state === "failed") return t("The import stopped");
  const taken = number((summary?.created ?? 0) + (summary?.updated ?? 0));
  if (state === "cancelled") {
    return summary?.of === "run"
      ? t("Stopped after {{count}} records. What was imported stays; it can be undone.", { count: taken })
      : t("This import was put away. Nothing was changed.");
  }
  return t("Done: {{count}} records were imported.", { count: taken });
}

async function fetchReport({ id }: Import): Promise<void> {
  try {
    await download(`/imports/${id}/report`);
  } catch (error) {
    showFailure(t("The report could not be downloaded."), error);
  }
}
