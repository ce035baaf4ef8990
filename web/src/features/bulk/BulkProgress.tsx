import { IconDownload, IconX } from "@tabler/icons-react";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { STROKE } from "@/ui/icons";
import classes from "./BulkBar.module.css";
import { failedAsCsv } from "./bulkWork";
import { closeJob, type Job, job } from "./jobs";

/** How far the work over many records is, and afterwards what failed, as a file. */
export function BulkProgress() {
  const current = useStore(job);
  if (!current) return null;
  return current.running ? <Running current={current} /> : <Failures current={current} />;
}

function Running({ current }: { current: Job }) {
  const formats = useFormats();
  const { label, done, total } = current;
  const share = total ? Math.min(100, (done / total) * 100) : 0;
  return (
    <div className={classes.job} role="status">
      <span className={classes.count}>
        {total === null
          ? t("{{label}}: {{done}} done", { label, done: formats.number(done) })
          : t("{{label}}: {{done}} of {{total}}", { label, done: formats.number(done), total: formats.number(total) })}
      </span>
      <div className={classes.track} aria-hidden>
        <div className={classes.part} style={{ width: `${share}%` }} />
      </div>
      <button type="button" className={classes.act} onClick={current.stop}>
        {t("Stop")}
      </button>
    </div>
  );
}

function Failures({ current }: { current: Job }) {
  const { failed, object } = current;
  const save = () => {
    const address = URL.createObjectURL(new Blob([failedAsCsv(object, failed)], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${object.plural}-${t("not changed")}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <div className={classes.job} role="alert">
      <span className={classes.count}>
        {plural(failed.length, "{{count}} record was not changed", "{{count}} records were not changed")}
      </span>
      <span className={classes.rule} />
      <span className={classes.reason}>{failed[0]?.reason}</span>
      <button type="button" className={classes.act} onClick={save}>
        <IconDownload size={15} stroke={STROKE} />
        {t("Reasons")}
      </button>
      <button type="button" className={classes.act} aria-label={t("Close")} onClick={closeJob}>
        <IconX size={15} stroke={STROKE} />
      </button>
    </div>
  );
}
