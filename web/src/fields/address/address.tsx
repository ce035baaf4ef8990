import { Button, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Address } from "@/api/types";
import { t } from "@/lib/i18n/text";
import classes from "../fields.module.css";
import type { CellProps, InputProps, KindSpec } from "../kind";

const PARTS = ["street", "postal_code", "city", "region", "country"] as const;

const isEmpty = (value: Address | null | undefined): boolean => !value || PARTS.every((part) => !value[part]);

/** An address on one line: "1 Main St, 10115 Berlin, DE". */
export function lineOf({ street, city, region, postal_code, country }: Address): string {
  const town = [postal_code, city].filter(Boolean).join(" ");
  return [street, town, region, country].filter(Boolean).join(", ");
}

function Cell({ value, line = true }: CellProps<Address>) {
  if (!value || isEmpty(value)) return null;
  return <span className={line ? classes.cut : classes.wrap}>{lineOf(value)}</span>;
}

function Input({ value, mode, onCommit, onCancel, autoFocus, disabled, error }: InputProps<Address>) {
  const [draft, setDraft] = useState<Address>(value ?? {});
  const labels: Record<(typeof PARTS)[number], string> = {
    street: t("Street"),
    postal_code: t("Postal code"),
    city: t("City"),
    region: t("Region"),
    country: t("Country"),
  };
  const change = (part: keyof Address, text: string) => {
    const next = { ...draft, [part]: text || null };
    setDraft(next);
    if (mode === "form") onCommit(isEmpty(next) ? null : next, "blur");
  };
  const save = () => onCommit(isEmpty(draft) ? null : draft, "enter");
  const boxes = (
    <div className={classes.grid}>
      {PARTS.map((part, at) => (
        <TextInput
          key={part}
          className={part === "street" ? classes.wide : undefined}
          label={labels[part]}
          value={draft[part] ?? ""}
          disabled={disabled}
          error={at === 0 ? error : undefined}
          data-autofocus={(autoFocus && at === 0) || undefined}
          autoFocus={autoFocus && at === 0}
          onChange={(event) => change(part, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (mode !== "inline") return;
            if (event.key === "Enter") save();
            if (event.key !== "Enter" && event.key !== "Escape") return;
            event.stopPropagation();
            if (event.key === "Escape") onCancel?.();
          }}
        />
      ))}
    </div>
  );
  if (mode === "form") return boxes;
  return (
    <Popover opened onClose={() => onCancel?.()} position="bottom-start" trapFocus closeOnEscape={false}>
      <Popover.Target>
        <span className={classes.cut}>{lineOf(draft) || "\u00a0"}</span>
      </Popover.Target>
      <Popover.Dropdown className={classes.pop}>
        {boxes}
        <Button variant="filled" onClick={save}>
          {t("Save")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

export const address: KindSpec<Address> = { Cell, Input, align: "start", width: 240, isEmpty, asText: lineOf };
