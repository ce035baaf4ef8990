import { Checkbox } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import classes from "../fields.module.css";
import type { CellProps, InputProps, KindSpec } from "../kind";

function Cell({ value, line = true }: CellProps<boolean>) {
  if (!value) return line ? null : <span className={classes.quiet}>{t("No")}</span>;
  return <IconCheck size={16} stroke={2} className={classes.tick} aria-label={t("Yes")} role="img" />;
}

function Input({ value, onCommit, onCancel, field, id, autoFocus, disabled, error }: InputProps<boolean>) {
  return (
    <Checkbox
      id={id}
      size="xs"
      checked={value ?? false}
      disabled={disabled}
      error={error}
      aria-label={id ? undefined : field.label}
      autoFocus={autoFocus}
      onChange={(event) => onCommit(event.currentTarget.checked, "pick")}
      onKeyDown={(event) => event.key === "Escape" && onCancel?.()}
    />
  );
}

export const checkbox: KindSpec<boolean> = {
  Cell,
  Input,
  align: "start",
  width: 90,
  isEmpty: (value) => value === null || value === undefined,
  asText: (value) => (value ? t("Yes") : t("No")),
};
