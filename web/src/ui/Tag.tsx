import type { ReactNode } from "react";
import { dotColor } from "./Dot";
import classes from "./Tag.module.css";

/** A short word in a soft box, tinted by a colour where it has one. */
export function Tag({ color, children }: { color?: string | null; children: ReactNode }) {
  return (
    <span
      className={classes.tag}
      data-tinted={color ? true : undefined}
      style={color ? ({ "--tint": dotColor(color) } as React.CSSProperties) : undefined}
    >
      {children}
    </span>
  );
}
