import { Button, Progress } from "@mantine/core";
import type { Import } from "@/api/importTypes";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import classes from "./Importing.module.css";

/** How far a check, run or undo has come; it goes on when the page is left. */
export function AtWork({ given, title, cancel }: { given: Import; title: string; cancel?: () => void }) {
  const formats = useFormats();
  const { done, total } = given.progress;
  const part = total ? Math.min(100, (done / total) * 100) : 0;
  return (
    <section className={classes.work} aria-live="polite">
      <h2>{title}</h2>
      <Progress value={total ? part : 100} animated={!total} size="md" radius="sm" aria-label={title} />
      <p>
        {total
          ? t("{{done}} of {{total}} rows. You may leave this page; it goes on.", {
              done: formats.number(done),
              total: formats.number(total),
            })
          : t("{{done}} rows. You may leave this page; it goes on.", { done: formats.number(done) })}
      </p>
      {cancel && (
        <div>
          <Button onClick={cancel}>{t("Stop")}</Button>
        </div>
      )}
    </section>
  );
}
