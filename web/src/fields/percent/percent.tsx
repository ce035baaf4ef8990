import { useFormats } from "@/lib/formats";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { NumberBox } from "../number/number";

function Cell({ value }: CellProps<number>) {
  const formats = useFormats();
  return isBlank(value) ? null : <span className="tabular">{formats.percent(Number(value))}</span>;
}

function Input(props: InputProps<number>) {
  return <NumberBox {...props} unit="%" />;
}

export const percent: KindSpec<number> = { Cell, Input, align: "end", width: 100, isEmpty: isBlank, asText: String };
