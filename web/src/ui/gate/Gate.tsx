import type { ReactNode } from "react";
import { Logo } from "../Logo";
import classes from "./Gate.module.css";

interface GateProps {
  title: string;
  children?: ReactNode;
  /** What this step is for, under the title. */
  intro?: ReactNode;
  /** Why the last try failed, as a sentence. */
  problem?: string | null;
}

/** The frame of what stands before the app: sign-in and set-up. */
export function Gate({ title, intro, problem, children }: GateProps) {
  return (
    <main className={classes.gate}>
      <div className={classes.column}>
        <Logo size={34} />
        <h1 className={classes.title}>{title}</h1>
        {intro && <p className={classes.intro}>{intro}</p>}
        {problem && (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
