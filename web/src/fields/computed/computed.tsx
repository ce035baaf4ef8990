import { type CellProps, isBlank, type KindSpec } from "../kind";

/** A computed field is drawn as the kind of its result (`shownKind`); this is what is left: one without a declared result. */
function Cell({ value }: CellProps<unknown>) {
  return isBlank(value) ? null : <span className="tabular">{String(value)}</span>;
}

export const computed: KindSpec = { Cell, Input: null, align: "end", width: 110, isEmpty: isBlank, asText: String };
