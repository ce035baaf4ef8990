import type { Aggregates, MoneyValue } from "@/api/types";
import type { Formats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";

export interface Sums {
  sum: string;
  /** Empty where it says nothing: in won and lost lanes. */
  weighted: string;
  /** All currencies, for the tooltip. */
  full: string;
}

/** A lane's sum and weighted sum (the sum times the stage's probability) as text. */
export function sumsOf(aggregates: Aggregates, total: string, probability: number, formats: Formats): Sums {
  const found = aggregates[`sum_${total}`];
  const amounts = (Array.isArray(found) ? found : []).filter(({ amount }) => Number(amount) !== 0);
  const sorted = amounts.toSorted((a, b) => rank(a, formats) - rank(b, formats));
  const weighted = sorted.map((value) => ({
    ...value,
    amount: String(Math.round(Number(value.amount) * probability) / 100),
  }));
  const says = probability > 0 && probability < 100;
  const whole = (value: MoneyValue) => formats.money({ ...value, amount: String(Math.round(Number(value.amount))) });
  const list = (values: MoneyValue[]) => values.map((value) => formats.money(value)).join(" + ");
  const nothing = formats.money({ amount: "0", currency: formats.currency });
  return {
    sum: short(sorted, whole) || nothing,
    weighted: says ? short(weighted, whole) || nothing : "",
    full: says
      ? t("{{sum}}, at {{probability}}: {{weighted}}", {
          sum: list(sorted) || nothing,
          probability: formats.percent(probability),
          weighted: list(weighted) || nothing,
        })
      : list(sorted) || nothing,
  };
}

/** The first currency, and how many others there are. */
function short(values: MoneyValue[], show: (value: MoneyValue) => string): string {
  const [first, ...others] = values;
  if (!first) return "";
  return others.length ? `${show(first)} + ${others.map(show).join(" + ")}` : show(first);
}

const rank = ({ currency }: MoneyValue, formats: Formats): number => (currency === formats.currency ? 0 : 1);
