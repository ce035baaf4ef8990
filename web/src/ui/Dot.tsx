import classes from "./Dot.module.css";

const COLORS = new Set([
  "indigo",
  "blue",
  "cyan",
  "teal",
  "green",
  "lime",
  "yellow",
  "orange",
  "red",
  "pink",
  "violet",
  "grape",
  "gray",
]);

/** The coloured dot of a stage or a choice; an unknown colour is gray. */
export function Dot({ color, size = 8 }: { color?: string | null; size?: number }) {
  return (
    <span aria-hidden className={classes.dot} style={{ background: dotColor(color), width: size, height: size }} />
  );
}

export function dotColor(color?: string | null): string {
  return `var(--dot-${color && COLORS.has(color) ? color : "gray"})`;
}
