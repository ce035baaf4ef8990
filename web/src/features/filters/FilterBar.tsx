import { useRef } from "react";
import type { Filter, ObjectMeta, Total } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { AddFilter } from "./AddFilter";
import { FilterChip } from "./FilterChip";
import classes from "./filters.module.css";
import { fromParts, partsOf, withPart } from "./tree";

interface FilterBarProps {
  object: ObjectMeta;
  filter: Filter | null;
  total: Total | undefined;
  onFilter: (filter: Filter | null) => void;
}

/** What narrows the list, as chips; the last one adds another. */
export function FilterBar({ object, filter, total, onFilter }: FilterBarProps) {
  const parts = partsOf(filter);
  /** The filter as it was when a new part began: each change of the part is put beside it. */
  const before = useRef<Filter | null>(filter);
  return (
    <fieldset className={classes.bar} aria-label={t("Filters")}>
      {parts.map((part, at) => (
        <FilterChip
          // biome-ignore lint/suspicious/noArrayIndexKey: a chip must stay open while its words change.
          key={at}
          object={object}
          part={part}
          first={at === 0}
          total={total}
          onChange={(next) => onFilter(withPart(filter, at, next))}
        />
      ))}
      <AddFilter
        object={object}
        total={total}
        onStart={() => {
          before.current = filter;
        }}
        onPart={(part) => onFilter(part ? fromParts([...partsOf(before.current), part]) : before.current)}
      />
    </fieldset>
  );
}
