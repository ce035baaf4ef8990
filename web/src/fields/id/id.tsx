import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { TextBox } from "../TextBox";
import { parseText } from "../text/text";

function Cell({ value }: CellProps<string>) {
  return value ? <code className={classes.cut}>{value}</code> : null;
}

/** For filters; nobody changes an id. */
function Input(props: InputProps<string>) {
  return <TextBox input={props} show={(value) => value} parse={parseText} />;
}

export const id: KindSpec<string> = {
  Cell,
  Input,
  align: "start",
  width: 280,
  isEmpty: isBlank,
  asText: (value) => value,
};
