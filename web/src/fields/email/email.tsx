import { t } from "@/lib/i18n/text";
import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { TextBox } from "../TextBox";
import type { Parsed } from "../useDraft";

/** Catches slips; the server decides what an address is. */
export function parseEmail(text: string): Parsed<string> {
  const trimmed = text.trim();
  if (!trimmed) return { value: null };
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed)) {
    return { problem: t("Type an address such as name@example.com.") };
  }
  return { value: trimmed };
}

function Cell({ value }: CellProps<string>) {
  if (!value) return null;
  return (
    <a
      className={`${classes.link} ${classes.cut}`}
      href={`mailto:${value}`}
      onClick={(event) => event.stopPropagation()}
    >
      {value}
    </a>
  );
}

function Input(props: InputProps<string>) {
  return <TextBox input={props} show={(value) => value} parse={parseEmail} type="email" inputMode="email" />;
}

export const email: KindSpec<string> = {
  Cell,
  Input,
  align: "start",
  width: 210,
  isEmpty: isBlank,
  asText: (value) => value,
};
