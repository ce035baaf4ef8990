import type { FieldMeta, Stage, StageMeta } from "@/api/types";
import { Dot } from "@/ui/Dot";
import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { Picker, type PickerOption } from "../picker/Picker";

function Cell({ value }: CellProps<Stage>) {
  if (!value) return null;
  return (
    <span className={classes.line}>
      <Dot color={value.color} />
      <span className={classes.cut}>{value.label}</span>
    </span>
  );
}

/** The stages of a field; with several pipelines each is headed by its pipeline. */
function optionsOf(field: FieldMeta): PickerOption[] {
  const stages = field.options.stages ?? [];
  const several = new Set(stages.map(({ pipeline }) => pipeline.id)).size > 1;
  return stages.map((stage) => ({ ...asOption(stage), group: several ? stage.pipeline.label : undefined }));
}

const asOption = ({ id, label, color }: Stage): PickerOption => ({ value: id, label, mark: <Dot color={color} /> });

/** A stage as the API shows it in a record. */
export function stageOf({ id, label, color, group, position, probability }: StageMeta): Stage {
  return { id, label, color, group, position, probability };
}

function stagesOf(field: FieldMeta, options: PickerOption[]): Stage[] {
  const chosen = new Set(options.map(({ value }) => value));
  return (field.options.stages ?? []).filter(({ id }) => chosen.has(id)).map(stageOf);
}

function Input({ value, field, onCommit, ...rest }: InputProps<Stage>) {
  return (
    <Picker
      {...rest}
      label={field.label}
      options={optionsOf(field)}
      chosen={value ? [asOption(value)] : []}
      clearable={!field.required}
      onPick={(picked, ending) => onCommit(stagesOf(field, picked)[0] ?? null, ending)}
    />
  );
}

function Many({ value, field, onCommit, ...rest }: InputProps<Stage[]>) {
  return (
    <Picker
      {...rest}
      many
      label={field.label}
      options={optionsOf(field)}
      chosen={(value ?? []).map(asOption)}
      clearable
      onPick={(picked, ending) => onCommit(stagesOf(field, picked), ending)}
    />
  );
}

export const stage: KindSpec<Stage> = {
  Cell,
  Input,
  Many,
  align: "start",
  width: 140,
  isEmpty: isBlank,
  asText: ({ label }) => label,
};
