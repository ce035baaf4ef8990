import type { FieldMeta, OperatorValue, RelativePeriod } from "@/api/types";
import { FilterValue } from "@/fields/filter/FilterValue";
import { PeriodValue } from "./PeriodValue";
import { TeamValue } from "./TeamValue";
import { UserValue } from "./UserValue";
import { compact, expand } from "./values";

interface ConditionValueProps {
  field: FieldMeta;
  form: OperatorValue;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The input of a condition's value. */
export function ConditionValue({ field, form, value, onChange }: ConditionValueProps) {
  if (form === "none") return null;
  if (form === "relative") {
    return <PeriodValue field={field} value={value as RelativePeriod | undefined} onChange={onChange} />;
  }
  if (field.kind === "user" || field.kind === "actor") {
    return <UserValue field={field} many={form === "many"} value={value} onChange={onChange} />;
  }
  if (field.kind === "team")
    return <TeamValue field={field} many={form === "many"} value={value} onChange={onChange} />;
  return (
    <FilterValue
      field={field}
      form={form}
      value={expand(field, value)}
      onChange={(next) => onChange(compact(field, next))}
    />
  );
}
