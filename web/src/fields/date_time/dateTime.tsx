import { TextInput } from "@mantine/core";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { useDraft } from "../useDraft";
import { fromWallClock, toWallClock } from "./zoned";

function Cell({ value }: CellProps<string>) {
  const formats = useFormats();
  if (!value) return null;
  return (
    <time className="tabular" dateTime={value} title={formats.ago(value)}>
      {formats.dateTime(value)}
    </time>
  );
}

function Input(props: InputProps<string>) {
  const { timeZone } = useFormats();
  const draft = useDraft<string>(
    props,
    (value) => toWallClock(value, timeZone),
    (typed) => {
      if (!typed) return { value: null };
      if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(typed)) return { problem: t("Type a day and a time.") };
      return { value: fromWallClock(typed.slice(0, 16), timeZone) };
    },
  );
  const inline = props.mode === "inline";
  return (
    <TextInput
      {...draft.props}
      id={props.id}
      type="datetime-local"
      disabled={props.disabled}
      variant={inline ? "unstyled" : "default"}
      classNames={inline ? { input: classes.bare, error: classes.floatingError } : undefined}
      aria-label={props.id ? undefined : props.field.label}
      error={draft.problem ?? props.error}
      autoFocus={props.autoFocus}
    />
  );
}

export const dateTime: KindSpec<string> = {
  Cell,
  Input,
  align: "end",
  width: 170,
  isEmpty: isBlank,
  asText: (value) => value,
};
