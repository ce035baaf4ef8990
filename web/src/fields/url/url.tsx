import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { TextBox } from "../TextBox";
import { parseText } from "../text/text";

/** Only web addresses become links: a stored `javascript:` stays text. */
export function hrefOf(value: string): string | null {
  const full = /^[a-z][a-z\d+.-]*:/i.test(value) ? value : `https://${value}`;
  try {
    const { protocol, href } = new URL(full);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

export const shortUrl = (value: string): string => value.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");

function Cell({ value }: CellProps<string>) {
  if (!value) return null;
  const href = hrefOf(value);
  if (!href) return <span className={classes.cut}>{value}</span>;
  return (
    <a
      className={`${classes.link} ${classes.cut}`}
      href={href}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => event.stopPropagation()}
    >
      {shortUrl(value)}
    </a>
  );
}

function Input(props: InputProps<string>) {
  return <TextBox input={props} show={(value) => value} parse={parseText} inputMode="url" />;
}

export const url: KindSpec<string> = {
  Cell,
  Input,
  align: "start",
  width: 180,
  isEmpty: isBlank,
  asText: (value) => value,
};
