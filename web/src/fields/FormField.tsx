import { useLayoutEffect, useRef } from "react";
import type { FieldMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { FieldInput } from "./FieldInput";
import classes from "./FormField.module.css";

interface FormFieldProps {
  id: string;
  field: FieldMeta;
  value: unknown;
  onChange: (value: unknown) => void;
  required?: boolean;
  error?: string;
  autoFocus?: boolean;
  disabled?: boolean;
}

/** One field in a form: its label, its input and what is wrong with it. */
export function FormField({ id, field, value, onChange, required = field.required, ...rest }: FormFieldProps) {
  const place = useRef<HTMLDivElement>(null);
  // A dialog gives the focus to what carries this mark; otherwise to its close button.
  useLayoutEffect(() => {
    if (rest.autoFocus) place.current?.querySelector("input, textarea")?.setAttribute("data-autofocus", "");
  }, [rest.autoFocus]);

  return (
    <div ref={place} className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {field.label}
        {required && (
          <span className={classes.needed} title={t("Needed")}>
            {" *"}
          </span>
        )}
      </label>
      <FieldInput id={id} field={field} mode="form" value={value} onCommit={onChange} {...rest} />
      {field.help && <p className={classes.help}>{field.help}</p>}
    </div>
  );
}
