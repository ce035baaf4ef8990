import type { Filter, ObjectMeta, Total } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { useTotals } from "@/records/useGroups";
import type { Column } from "./columns";
import classes from "./ListFoot.module.css";
import { totalsOf, totalsView, totalText } from "./totals";

interface ListFootProps {
  object: ObjectMeta;
  columns: Column[];
  filter: Filter | null;
  total: Total | undefined;
  /** False until the rows are there: they come first. */
  ready: boolean;
  /** How many numbers there is room for. */
  most?: number;
}

/** How many match, and what the columns with numbers add up to. */
export function ListFoot({ object, columns, filter, total, ready, most }: ListFootProps) {
  const formats = useFormats();
  const specs = totalsOf(object, columns).slice(0, most);
  const some = ready && (total?.count ?? 0) > 0;
  const { data } = useTotals(totalsView(object, filter, specs), some && specs.length > 0);
  return (
    <>
      <span className={classes.count} role="status">
        {total && countText(object, total, formats.number)}
      </span>
      <dl className={classes.totals}>
        {some &&
          data &&
          specs.map((spec) => {
            const text = totalText(spec, data, formats);
            return text ? (
              <div key={`${spec.fn} ${spec.key}`} className={classes.total}>
                <dt>{spec.label}</dt>
                <dd>{text}</dd>
              </div>
            ) : null;
          })}
      </dl>
    </>
  );
}

export function countText(object: ObjectMeta, { count, exact }: Total, number: (value: number) => string): string {
  const names = { one: object.label.toLowerCase(), other: object.label_plural.toLowerCase(), shown: number(count) };
  if (!exact) return t("{{shown}}+ {{other}}", names);
  return plural(count, "{{shown}} {{one}}", "{{shown}} {{other}}", names);
}
