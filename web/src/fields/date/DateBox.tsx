import { Popover, TextInput } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useFormats } from "@/lib/formats";
import classes from "../fields.module.css";
import type { InputProps } from "../kind";
import { useDraft } from "../useDraft";
import { parseDate } from "./parseDate";

const Calendar = lazy(() => import("./Calendar"));

/** A box for a day: typed in the person's own order, or picked from a month. */
export function DateBox(input: InputProps<string>) {
  const formats = useFormats();
  const [open, setOpen] = useState(Boolean(input.autoFocus));
  const draft = useDraft(
    input,
    (value) => formats.date(value),
    (typed) => parseDate(typed, formats),
  );
  const inline = input.mode === "inline";
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      offset={4}
      withinPortal
      withRoles={false}
      closeOnEscape={false}
    >
      <Popover.Target>
        <TextInput
          {...draft.props}
          id={input.id}
          disabled={input.disabled}
          variant={inline ? "unstyled" : "default"}
          classNames={inline ? { input: classes.bare, error: classes.floatingError } : undefined}
          aria-label={input.id ? undefined : input.field.label}
          error={draft.problem ?? input.error}
          autoFocus={input.autoFocus}
          autoComplete="off"
          onFocus={(event) => {
            setOpen(true);
            if (!input.initialText) event.currentTarget.select();
          }}
          onBlur={() => {
            setOpen(false);
            draft.props.onBlur();
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" && !inline) setOpen(false);
            draft.props.onKeyDown(event);
          }}
        />
      </Popover.Target>
      {/* The box keeps the focus while a day is clicked, so that blur never comes before the choice. */}
      <Popover.Dropdown onMouseDown={(event) => event.preventDefault()}>
        <Suspense fallback={<div style={{ width: 230, height: 230 }} />}>
          <Calendar
            value={input.value ?? null}
            onPick={(value) => {
              setOpen(false);
              input.onCommit(value, "pick");
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
