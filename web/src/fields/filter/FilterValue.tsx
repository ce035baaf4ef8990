import { NumberInput, Select } from "@mantine/core";
import type { FieldMeta, OperatorValue, RelativePeriod } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { FieldInput } from "../FieldInput";
import type { InputProps } from "../kind";
import { Picker } from "../picker/Picker";
import { kindSpec, shownKind } from "../registry";
import classes from "./FilterValue.module.css";
import { RELATIVE_UNITS } from "./relative";

interface FilterValueProps {
  field: FieldMeta;
  /** What the operator takes. */
  form: OperatorValue;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The input for the value of a filter condition, by the form that the operator asks for. */
export function FilterValue({ field, form, value, onChange }: FilterValueProps) {
  // A filter may ask for values a form would refuse, such as an empty one, and a computed field by its result.
  const asked: FieldMeta = {
    ...field,
    kind: (field.kind === "computed" && field.result_kind) || field.kind,
    required: false,
    options: { ...field.options, min: undefined, max: undefined },
  };
  if (form === "none") return null;
  if (form === "relative") return <RelativeInput value={value as RelativePeriod | undefined} onChange={onChange} />;
  if (form === "range") {
    const [low, high] = Array.isArray(value) ? value : [null, null];
    return (
      <div className={classes.range}>
        <OneInput field={asked} value={low} onChange={(next) => onChange([next, high])} />
        <span className={classes.and}>{t("and")}</span>
        <OneInput field={asked} value={high} onChange={(next) => onChange([low, next])} />
      </div>
    );
  }
  if (form === "many") return <ManyInput field={asked} value={value} onChange={onChange} />;
  return <OneInput field={asked} value={value} onChange={onChange} />;
}

type PartProps = Omit<FilterValueProps, "form">;

/** Kinds whose values are sets or parts are asked for by one word. */
const BY_WORD = new Set(["email", "phone", "url", "long_text", "address", "actor", "tags"]);

function OneInput({ field, value, onChange }: PartProps) {
  const shown = BY_WORD.has(field.kind) ? { ...field, kind: "text" as const } : field;
  return <FieldInput field={shown} value={value} mode="form" onCommit={(next) => onChange(next)} />;
}

function ManyInput({ field, value, onChange }: PartProps) {
  const { Many, Input, asText } = shownKind(field);
  const values = Array.isArray(value) ? value : [];
  const props: InputProps<unknown[]> = { field, value: values, mode: "form", onCommit: (next) => onChange(next ?? []) };
  if (Many) return <Many {...props} />;
  if (Input && ["multi_choice", "tags", "links"].includes(field.kind)) return <Input {...props} />;
  const options = values.map((one) => ({ value: String(one), label: asText(one, field) }));
  return (
    <Picker
      label={field.label}
      mode="form"
      many
      addable
      clearable
      options={options}
      chosen={options}
      onPick={(picked) =>
        onChange(picked.map((option) => (kindSpec(field.kind).align === "end" ? Number(option.value) : option.value)))
      }
    />
  );
}

function RelativeInput({ value, onChange }: { value?: RelativePeriod; onChange: (value: RelativePeriod) => void }) {
  const period = value ?? { from: 0, to: 30, unit: "day" };
  const past = period.from < 0;
  const size = Math.abs(past ? period.from : period.to);
  const set = (next: { past?: boolean; size?: number; unit?: RelativePeriod["unit"] }) => {
    const length = next.size ?? size;
    const back = next.past ?? past;
    const unit = next.unit ?? period.unit;
    onChange(back ? { from: -length, to: 0, unit } : { from: 0, to: length, unit });
  };
  return (
    <div className={classes.range}>
      <Select
        aria-label={t("Direction")}
        w={104}
        data={[
          { value: "next", label: t("the next") },
          { value: "past", label: t("the last") },
        ]}
        value={past ? "past" : "next"}
        allowDeselect={false}
        onChange={(next) => set({ past: next === "past" })}
      />
      <NumberInput
        aria-label={t("How many")}
        size="sm"
        w={70}
        min={0}
        max={10_000}
        value={size}
        onChange={(next) => set({ size: Number(next) || 0 })}
      />
      <Select
        aria-label={t("Unit")}
        w={116}
        data={RELATIVE_UNITS.map((unit) => ({ value: unit.key, label: unit.label() }))}
        value={period.unit}
        allowDeselect={false}
        onChange={(next) => set({ unit: (next ?? "day") as RelativePeriod["unit"] })}
      />
    </div>
  );
}
