import { t } from "@/lib/i18n/text";
import { SkeletonLine, SkeletonRows } from "@/ui/state/Skeleton";
import shell from "./Shell.module.css";
import classes from "./ShellSkeleton.module.css";
import side from "./SideBar.module.css";

/** The frame while the first answer is under way. */
export function ShellSkeleton() {
  return (
    <div className={shell.shell} role="status" aria-label={t("Loading")}>
      <div className={`${side.side} ${classes.side}`}>
        <SkeletonLine width="60%" />
        <SkeletonLine width="85%" />
        <SkeletonLine width="50%" />
        <SkeletonLine width="55%" />
      </div>
      <div className={classes.main}>
        <SkeletonRows />
      </div>
    </div>
  );
}
