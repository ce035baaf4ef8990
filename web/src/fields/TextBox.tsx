import { TextInput, type TextInputProps } from "@mantine/core";
import classes from "./fields.module.css";
import type { InputProps } from "./kind";
import { type Parsed, useDraft } from "./useDraft";

interface TextBoxProps<V> {
  input: InputProps<V>;
  show: (value: V) => string;
  parse: (text: string) => Parsed<V>;
  type?: "text" | "email" | "tel" | "url";
  inputMode?: TextInputProps["inputMode"];
  align?: "start" | "end";
  unit?: string;
}

/** A box for one line of text that stands for a value; the base of text, numbers, addresses of mail and web. */
export function TextBox<V>({ input, show, parse, type = "text", inputMode, align = "start", unit }: TextBoxProps<V>) {
  const draft = useDraft(input, show, parse);
  const { field, mode, id, autoFocus, error, disabled } = input;
  return (
    <TextInput
      {...draft.props}
      id={id}
      type={type}
      inputMode={inputMode}
      disabled={disabled}
      maxLength={field.options.max_length}
      variant={mode === "inline" ? "unstyled" : "default"}
      classNames={mode === "inline" ? { input: classes.bare, error: classes.floatingError } : undefined}
      styles={align === "end" && mode === "inline" ? { input: { textAlign: "end" } } : undefined}
      aria-label={id ? undefined : field.label}
      error={draft.problem ?? error}
      rightSection={unit ? <span className={classes.unit}>{unit}</span> : undefined}
      autoFocus={autoFocus}
      onFocus={(event) => mode === "inline" && !input.initialText && event.currentTarget.select()}
      autoComplete="off"
    />
  );
}
