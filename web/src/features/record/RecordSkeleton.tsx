import { t } from "@/lib/i18n/text";
import { Delayed } from "@/ui/state/Delayed";
import { SkeletonLine } from "@/ui/state/Skeleton";
import classes from "./RecordPage.module.css";

/** The shape of the page, grey, once loading takes longer than a moment. */
export function RecordSkeleton() {
  return (
    <div className={classes.page} role="status" aria-label={t("Loading")}>
      <Delayed>
        <div className={classes.head} style={{ height: 142 }}>
          <div style={{ paddingTop: 48 }}>
            <SkeletonLine width={280} />
          </div>
        </div>
        <div className={classes.zones}>
          <div className={classes.facts}>
            <Lines widths={["60%", "80%", "50%", "70%", "65%"]} />
          </div>
          <div className={classes.centre}>
            <Lines widths={["50%", "70%", "40%"]} />
          </div>
        </div>
      </Delayed>
    </div>
  );
}

function Lines({ widths }: { widths: string[] }) {
  return (
    <div style={{ display: "grid", gap: 18, paddingTop: 12 }}>
      {widths.map((width) => (
        <SkeletonLine key={width} width={width} />
      ))}
    </div>
  );
}
