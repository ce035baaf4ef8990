import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { TextBox } from "../TextBox";

export const parseText = (text: string) => ({ value: text.trim() || null });

function Cell({ value, line = true }: CellProps<string>) {
  return value ? <span className={line ? classes.cut : classes.wrap}>{value}</span> : null;
}

function Input(props: InputProps<string>) {
  return <TextBox input={props} show={(value) => value} parse={parseText} />;
}

export const text: KindSpec<string> = {
  Cell,
  Input,
  align: "start",
  width: 220,
  isEmpty: isBlank,
  asText: (value) => value,
};
