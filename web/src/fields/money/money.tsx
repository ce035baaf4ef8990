import type { MoneyValue } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { outside } from "../number/parseNumber";
import { TextBox } from "../TextBox";
import { parseMoney } from "./parseMoney";

function Cell({ value }: CellProps<MoneyValue>) {
  const formats = useFormats();
  return value ? <span className="tabular">{formats.money(value)}</span> : null;
}

function Input(props: InputProps<MoneyValue>) {
  const formats = useFormats();
  const currency = props.value?.currency ?? formats.currency;
  return (
    <TextBox
      input={props}
      align="end"
      inputMode="decimal"
      unit={props.mode === "form" ? currency : undefined}
      show={({ amount }) => formats.number(Number(amount), { useGrouping: false, maximumFractionDigits: 6 })}
      parse={(typed) => {
        const parsed = parseMoney(typed, formats, currency);
        if ("problem" in parsed || parsed.value === null) return parsed;
        const problem = outside(Number(parsed.value.amount), props.field, formats);
        return problem ? { problem } : parsed;
      }}
    />
  );
}

export const money: KindSpec<MoneyValue> = {
  Cell,
  Input,
  align: "end",
  width: 120,
  isEmpty: isBlank,
  asText: ({ amount, currency }) => `${amount} ${currency}`,
};
