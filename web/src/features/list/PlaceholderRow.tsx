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
  const [title, ...others] = columns;
  const grey = ({ key, align }: Column, at: number) => (
    <div key={key} className={classes.cell} data-align={align} style={{ width: `var(--c${at})` }}>
      <span className={classes.grey} style={{ width: `${LENGTHS[(index + at * 2) % LENGTHS.length]}%` }} />
    </div>
  );
  return (
    <div className={classes.row} style={{ top }} aria-hidden>
      <div className={classes.pinned}>
        <div className={classes.tick} />
        {title && grey(title, 0)}
      </div>
      {others.map((column, at) => grey(column, at + 1))}
    </div>
  );
});
