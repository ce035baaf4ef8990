import type {
  Aggregate,
  Aggregates,
  FieldKind,
  FieldMeta,
  Filter,
  MoneyValue,
  ObjectMeta,
  ViewDescription,
} from "@/api/types";
import type { Formats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import type { Column } from "./columns";

/** One number of the foot. */
export interface TotalSpec {
  label: string;
  fn: "sum" | "avg";
  key: string;
  field: FieldMeta;
}

const SUMMED: FieldKind[] = ["money", "number"];
const AVERAGED: FieldKind[] = ["money", "number", "percent", "rating"];
const MOST = 6;

/** What the foot works out: sum and average of the main amount first, then sum or average of the other columns with numbers. */
export function totalsOf(object: ObjectMeta, columns: Column[]): TotalSpec[] {
  const fields = columns.filter(({ key }) => !key.includes(".")).map(({ field }) => field);
  const numeric = fields.filter((field) => AVERAGED.includes(kindOf(field)));
  const total = numeric.find(({ key }) => key === object.board?.total);
  // Sum and average need no name where it is plain what of.
  const main = total ?? (numeric.length === 1 ? numeric.find((field) => SUMMED.includes(kindOf(field))) : undefined);
  const weighted = object.fields.find(({ key }) => key === object.board?.weighted);
  const specs: TotalSpec[] = [];
  if (main) {
    specs.push({ label: t("Sum"), fn: "sum", key: main.key, field: main });
    specs.push({ label: t("Average"), fn: "avg", key: main.key, field: main });
  }
  if (weighted) specs.push({ label: weighted.label, fn: "sum", key: weighted.key, field: weighted });
  for (const field of numeric) {
    if (field === main || field === weighted) continue;
    if (SUMMED.includes(kindOf(field)) && field.kind !== "computed") {
      specs.push({ label: t("{{field}}, sum", { field: field.label }), fn: "sum", key: field.key, field });
    } else {
      specs.push({ label: t("{{field}}, average", { field: field.label }), fn: "avg", key: field.key, field });
    }
  }
  return specs.slice(0, MOST);
}

const kindOf = (field: FieldMeta): FieldKind => field.result_kind ?? field.kind;

/** The one question behind the foot. */
export function totalsView(object: ObjectMeta, filter: Filter | null, specs: TotalSpec[]): ViewDescription {
  const aggregates = specs.map(({ fn, key }): Aggregate => ({ fn, field: key }));
  return { object: object.key, fields: [object.title_field], filter, aggregates };
}

/** A sum or average as text; money comes per currency, the largest first. Empty when there is nothing to work out. */
export function totalText(spec: TotalSpec, aggregates: Aggregates, formats: Formats): string {
  const value = aggregates[`${spec.fn}_${spec.key}`];
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return byCurrency(value, formats);
  const rounded = formats.number(Number(value), { maximumFractionDigits: 1 });
  return kindOf(spec.field) === "percent" ? formats.percent(Math.round(Number(value) * 10) / 10) : rounded;
}

function byCurrency(sums: MoneyValue[], formats: Formats): string {
  return [...sums]
    .filter(({ currency }) => currency)
    .sort((one, other) => Number(other.amount) - Number(one.amount))
    .map(({ amount, currency }) => formats.money({ amount: String(rounded(Number(amount))), currency }))
    .join(" + ");
}

/** A hundredth matters in a small amount, not in a sum of thousands. */
const rounded = (amount: number) => (Math.abs(amount) >= 1_000 ? Math.round(amount) : Math.round(amount * 100) / 100);
