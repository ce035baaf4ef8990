import type { ReactNode } from "react";
import type { Icon } from "../icons";
import { STROKE } from "../icons";
import classes from "./Page.module.css";

interface PageProps {
  title: ReactNode;
  icon?: Icon;
  /** Before the title on its line, such as a menu of views on the phone. */
  lead?: ReactNode;
  /** Buttons at the right of the title; the last one is the primary act. */
  actions?: ReactNode;
  /** The second line: tabs of views at the left, filters and layout at the right. */
  bar?: ReactNode;
  /** Fixed under the content, such as the totals of a list. */
  foot?: ReactNode;
  /** The content scrolls itself (a virtual list, a board); otherwise the page does. */
  scrolls?: "page" | "content";
  children: ReactNode;
}

/** The frame of every screen: a title line, an optional second line, the content, an optional foot. */
export function Page({ title, icon: Mark, lead, actions, bar, foot, scrolls = "page", children }: PageProps) {
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.top}>
          {lead}
          {Mark && (
            <span className={classes.icon}>
              <Mark size={17} stroke={STROKE} />
            </span>
          )}
          <h1 className={classes.title}>{title}</h1>
          <div className={classes.actions}>{actions}</div>
        </div>
        {bar && <div className={classes.bar}>{bar}</div>}
      </header>
      <div className={scrolls === "page" ? classes.scroll : classes.fill}>{children}</div>
      {foot && <footer className={classes.foot}>{foot}</footer>}
    </div>
  );
}
