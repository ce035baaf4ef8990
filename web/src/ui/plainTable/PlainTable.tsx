import type { ReactNode } from "react";
import classes from "./PlainTable.module.css";

interface PlainTableProps {
  label: string;
  /** The headings; those of `wide` columns are left out on the phone, as are their cells. */
  heads: { key: string; text: ReactNode; wide?: boolean; number?: boolean }[];
  children: ReactNode;
}

/** A short list with columns, such as the members; long lists of records are a `RecordTable`. */
export function PlainTable({ label, heads, children }: PlainTableProps) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {heads.map(({ key, text, wide, number }) => (
            <th key={key} className={wide ? classes.wide : undefined} data-number={number || undefined} scope="col">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export const cells = classes;
