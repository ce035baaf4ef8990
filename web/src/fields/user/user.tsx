import type { UserRef } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { useUsers } from "@/records/useUsers";
import { Avatar } from "@/ui/avatar/Avatar";
import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { Picker, type PickerOption } from "../picker/Picker";

function Cell({ value }: CellProps<UserRef>) {
  if (!value) return null;
  return (
    <span className={classes.line}>
      <Avatar id={value.id} name={value.name} size={19} />
      <span className={classes.cut}>{value.name}</span>
    </span>
  );
}

function useUserOptions(): PickerOption[] {
  const users = useUsers() ?? [];
  const { user: me } = useMe();
  return users
    .filter(({ active }) => active)
    .map(({ id, name }) => ({
      value: id,
      label: name,
      hint: id === me.id ? t("you") : undefined,
      mark: <Avatar id={id} name={name} size={19} />,
    }));
}

const asOption = ({ id, name }: UserRef): PickerOption => ({
  value: id,
  label: name,
  mark: <Avatar id={id} name={name} size={19} />,
});

const asRef = ({ value, label }: PickerOption): UserRef => ({ id: value, name: label });

function Input({ value, field, onCommit, ...rest }: InputProps<UserRef>) {
  const options = useUserOptions();
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

function Many({ value, field, onCommit, ...rest }: InputProps<UserRef[]>) {
  const options = useUserOptions();
  return (
    <Picker
      {...rest}
      many
      label={field.label}
      options={options}
      chosen={(value ?? []).map(asOption)}
      clearable
      onPick={(picked, ending) => onCommit(picked.map(asRef), ending)}
    />
  );
}

export const user: KindSpec<UserRef> = {
  Cell,
  Input,
  Many,
  align: "start",
  width: 150,
  isEmpty: isBlank,
  asText: ({ name }) => name,
};
