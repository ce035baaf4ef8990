import type { ReactNode } from "react";
import type { Icon } from "../icons";
import classes from "./State.module.css";

interface EmptyStateProps {
  icon?: Icon;
  /** What is not here, as a short sentence. */
  title: string;
  /** What this place is for. */
  children?: ReactNode;
  /** The one thing to do now. */
  action?: ReactNode;
}

export function EmptyState({ icon: Mark, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      {Mark && (
        <span className={classes.mark}>
          <Mark size={20} stroke={1.6} />
        </span>
      )}
      <h2 className={classes.title}>{title}</h2>
      {children && <p className={classes.words}>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
