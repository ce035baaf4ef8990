import { memo } from "react";
import type { Column } from "./columns";
import classes from "./RecordTable.module.css";

interface PlaceholderRowProps {
  index: number;
  top: number;
  columns: Column[];
}

const LENGTHS = [62, 48, 71, 55, 66];

/** A row whose record is on its way. The grey lines come after 200 ms, so that what loads fast never flickers. */
export const PlaceholderRow = memo(function PlaceholderRow({ index, top, columns }: PlaceholderRowProps) {
  return (
    <div className={classes.row} style={{ transform: `translateY(${top}px)` }} aria-hidden>
      <div className={classes.tick} />
      {columns.map(({ key, title, align }, at) => (
        <div
          key={key}
          className={classes.cell}
          data-title={title || undefined}
          data-align={align}
          style={{ width: `var(--c${at})` }}
        >
          <span className={classes.grey} style={{ width: `${LENGTHS[(index + at * 2) % LENGTHS.length]}%` }} />
        </div>
      ))}
    </div>
  );
});
