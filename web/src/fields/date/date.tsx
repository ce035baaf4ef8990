import { useFormats } from "@/lib/formats";
import { type CellProps, isBlank, type KindSpec } from "../kind";
import { DateBox } from "./DateBox";

function Cell({ value }: CellProps<string>) {
  const formats = useFormats();
  return value ? <span className="tabular">{formats.date(value)}</span> : null;
}

export const date: KindSpec<string> = {
  Cell,
  Input: DateBox,
  align: "end",
  width: 120,
  isEmpty: isBlank,
  asText: (value) => value,
};
