import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { TextBox } from "../TextBox";
import { digitsOf, outside } from "./parseNumber";

function Cell({ value }: CellProps<number>) {
  const formats = useFormats();
  return isBlank(value) ? null : <span className="tabular">{formats.number(Number(value))}</span>;
}

function Input(props: InputProps<number>) {
  return <NumberBox {...props} />;
}

/** A number in the person's own writing, optionally with a unit after it. */
export function NumberBox({ unit, ...props }: InputProps<number> & { unit?: string }) {
  const formats = useFormats();
  return (
    <TextBox
      input={props}
      align="end"
      inputMode="decimal"
      unit={unit}
      show={(value) => formats.number(value, { useGrouping: false, maximumFractionDigits: 10 })}
      parse={(typed) => {
        if (!typed.trim()) return { value: null };
        const digits = digitsOf(typed.replace(/%$/, ""), formats);
        if (digits === null)
          return { problem: t("Type a number such as {{example}}.", { example: formats.number(1234.5) }) };
        const problem = outside(Number(digits), props.field, formats);
        return problem ? { problem } : { value: Number(digits) };
      }}
    />
  );
}

export const number: KindSpec<number> = { Cell, Input, align: "end", width: 110, isEmpty: isBlank, asText: String };
