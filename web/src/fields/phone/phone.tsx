import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { TextBox } from "../TextBox";
import { parseText } from "../text/text";

function Cell({ value }: CellProps<string>) {
  if (!value) return null;
  return (
    <a
      className={`${classes.link} ${classes.cut} tabular`}
      href={`tel:${value.replace(/[^\d+]/g, "")}`}
      onClick={(event) => event.stopPropagation()}
    >
      {value}
    </a>
  );
}

function Input(props: InputProps<string>) {
  return <TextBox input={props} show={(value) => value} parse={parseText} type="tel" inputMode="tel" />;
}

export const phone: KindSpec<string> = {
  Cell,
  Input,
  align: "start",
  width: 160,
  isEmpty: isBlank,
  asText: (value) => value,
};
