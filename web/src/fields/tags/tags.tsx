import { Tag } from "@/ui/Tag";
import classes from "../fields.module.css";
import { type CellProps, type InputProps, isBlank, type KindSpec } from "../kind";
import { Picker } from "../picker/Picker";

function Cell({ value, line = true }: CellProps<string[]>) {
  if (!value?.length) return null;
  return (
    <span className={classes.many} data-wrap={!line || undefined}>
      {value.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  );
}

function Input({ value, field, onCommit, ...rest }: InputProps<string[]>) {
  const known = (field.options.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label }));
  const chosen = (value ?? []).map((tag) => ({ value: tag, label: tag }));
  const options = [...known, ...chosen.filter((tag) => !known.some((other) => other.value === tag.value))];
  return (
    <Picker
      {...rest}
      many
      addable
      label={field.label}
      options={options}
      chosen={chosen}
      clearable
      onPick={(picked, ending) =>
        onCommit(
          picked.map((option) => option.value),
          ending,
        )
      }
    />
  );
}

export const tags: KindSpec<string[]> = {
  Cell,
  Input,
  align: "start",
  width: 180,
  isEmpty: isBlank,
  asText: (value) => value.join(", "),
};
