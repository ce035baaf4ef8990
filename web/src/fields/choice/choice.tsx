import type { Choice, FieldMeta } from "@/api/types";
import { Dot } from "@/ui/Dot";
import { Tag } from "@/ui/Tag";
import type { CellProps, InputProps, KindSpec } from "../kind";
import { isBlank } from "../kind";
import { Picker, type PickerOption } from "../picker/Picker";

/** The choice behind a value; a value that is no choice any more is shown as it is. */
export function choiceOf(field: FieldMeta, value: string): Choice {
  return field.options.choices?.find((choice) => choice.value === value) ?? { value, label: value };
}

export const optionOf = ({ value, label, color }: Choice): PickerOption => ({
  value,
  label,
  mark: color ? <Dot color={color} /> : undefined,
});

function Cell({ value, field }: CellProps<string>) {
  if (!value) return null;
  const { label, color } = choiceOf(field, value);
  return <Tag color={color}>{label}</Tag>;
}

function Input({ value, field, onCommit, ...rest }: InputProps<string>) {
  return (
    <Picker
      {...rest}
      label={field.label}
      options={(field.options.choices ?? []).map(optionOf)}
      chosen={value ? [optionOf(choiceOf(field, value))] : []}
      clearable={!field.required}
      onPick={([option], ending) => onCommit(option?.value ?? null, ending)}
    />
  );
}

export function ManyChoices({ value, field, onCommit, ...rest }: InputProps<string[]>) {
  return (
    <Picker
      {...rest}
      many
      label={field.label}
      options={(field.options.choices ?? []).map(optionOf)}
      chosen={(value ?? []).map((one) => optionOf(choiceOf(field, one)))}
      clearable={!field.required}
      onPick={(options, ending) =>
        onCommit(
          options.map((option) => option.value),
          ending,
        )
      }
    />
  );
}

export const choice: KindSpec<string> = {
  Cell,
  Input,
  Many: ManyChoices,
  align: "start",
  width: 140,
  isEmpty: isBlank,
  asText: (value, field) => choiceOf(field, value).label,
};
