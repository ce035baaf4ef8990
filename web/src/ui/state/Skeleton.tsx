import { t } from "@/lib/i18n/text";
import { Delayed } from "./Delayed";
import classes from "./Skeleton.module.css";

const WIDTHS = [62, 48, 71, 55, 66, 43, 58, 74];

/** A grey line where text will be. */
export function SkeletonLine({ width = "60%" }: { width?: string | number }) {
  return <span className={classes.line} style={{ width }} />;
}

/** Rows where a list will be; nothing for the first 200 ms. */
export function SkeletonRows({ rows = 12 }: { rows?: number }) {
  return (
    <Delayed>
      <div className={classes.rows} role="status" aria-label={t("Loading")}>
        {Array.from({ length: rows }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move.
          <div key={at} className={classes.row}>
            <SkeletonLine width={`${WIDTHS[at % WIDTHS.length]}%`} />
          </div>
        ))}
      </div>
    </Delayed>
  );
}
