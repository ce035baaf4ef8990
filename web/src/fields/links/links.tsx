import type { LinkRef } from "@/api/types";
import { linkTitle } from "@/records/title";
import classes from "../fields.module.css";
import { type CellProps, isBlank, type KindSpec } from "../kind";
import { LinkCell } from "../link/LinkCell";
import { ManyLinks } from "../link/link";

function Cell({ value, field, line = true }: CellProps<LinkRef[]>) {
  if (!value?.length) return null;
  return (
    <span className={classes.many} data-wrap={!line || undefined}>
      {value.map((ref) => (
        <LinkCell key={ref.id} value={ref} target={field.options.target} line={line} />
      ))}
    </span>
  );
}

export const links: KindSpec<LinkRef[]> = {
  Cell,
  Input: ManyLinks,
  align: "start",
  width: 220,
  isEmpty: isBlank,
  asText: (value) => value.map(linkTitle).join(", "),
};
