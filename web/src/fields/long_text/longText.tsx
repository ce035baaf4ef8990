import { Textarea } from "@mantine/core";
import { t } from "@/lib/i18n/text";
import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { parseText } from "../text/text";
import { useDraft } from "../useDraft";

function Cell({ value, line = true }: CellProps<string>) {
  return value ? <span className={line ? classes.cut : classes.wrap}>{value}</span> : null;
}

function Input(props: InputProps<string>) {
  const draft = useDraft(props, (value) => value, parseText, { multiline: true });
  return (
    <Textarea
      {...draft.props}
      id={props.id}
      autosize
      minRows={props.mode === "inline" ? 2 : 3}
      maxRows={14}
      disabled={props.disabled}
      maxLength={props.field.options.max_length}
      aria-label={props.id ? undefined : props.field.label}
      description={props.mode === "inline" ? t("Ctrl Enter saves, Esc cancels") : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      error={draft.problem ?? props.error}
      autoFocus={props.autoFocus}
    />
  );
}

export const longText: KindSpec<string> = {
  Cell,
  Input,
  align: "start",
  width: 280,
  isEmpty: isBlank,
  asText: (value) => value,
};
