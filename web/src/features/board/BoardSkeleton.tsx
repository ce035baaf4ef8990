import type { StageMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { Dot } from "@/ui/Dot";
import { Delayed } from "@/ui/state/Delayed";
import { SkeletonLine } from "@/ui/state/Skeleton";
import classes from "./Board.module.css";
import lane from "./Lane.module.css";

const CARDS = ["a", "b", "c", "d"];

/** The lanes at once, grey cards after a moment. */
export function BoardSkeleton({ stages }: { stages: StageMeta[] }) {
  return (
    <div className={classes.lanes} role="status" aria-label={t("Loading")}>
      {stages.map((stage) => (
        <section key={stage.id} className={lane.lane}>
          <header className={lane.head} style={{ height: 59 }}>
            <div className={lane.names}>
              <Dot color={stage.color} />
              <h2 className={lane.label}>{stage.label}</h2>
            </div>
          </header>
          <Delayed>
            {CARDS.map((card) => (
              <div key={card} className={classes.ghost}>
                <SkeletonLine width="70%" />
                <SkeletonLine width="45%" />
                <SkeletonLine width="30%" />
              </div>
            ))}
          </Delayed>
        </section>
      ))}
    </div>
  );
}
