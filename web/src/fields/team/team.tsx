import { IconUsersGroup } from "@tabler/icons-react";
import type { TeamRef } from "@/api/types";
import { useTeams } from "@/records/useTeams";
import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { Picker, type PickerOption } from "../picker/Picker";

function Cell({ value }: CellProps<TeamRef>) {
  if (!value) return null;
  return (
    <span className={classes.line}>
      <IconUsersGroup size={15} stroke={1.6} aria-hidden />
      <span className={classes.cut}>{value.name}</span>
    </span>
  );
}

const asOption = ({ id, name }: TeamRef): PickerOption => ({ value: id, label: name });

const asRef = ({ value, label }: PickerOption): TeamRef => ({ id: value, name: label });

function Input({ value, field, onCommit, ...rest }: InputProps<TeamRef>) {
  const options = (useTeams() ?? []).map(asOption);
  return (
    <Picker
      {...rest}
      label={field.label}
      options={options}
      chosen={value ? [asOption(value)] : []}
      clearable={!field.required}
      onPick={([option], ending) => onCommit(option ? asRef(option) : null, ending)}
    />
  );
}

export const team: KindSpec<TeamRef> = {
  Cell,
  Input,
  align: "start",
  width: 140,
  isEmpty: isBlank,
  asText: ({ name }) => name,
};
