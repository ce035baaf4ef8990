import { Tag } from "@/ui/Tag";
import { choiceOf, ManyChoices } from "../choice/choice";
import classes from "../fields.module.css";
import { type CellProps, isBlank, type KindSpec } from "../kind";

function Cell({ value, field, line = true }: CellProps<string[]>) {
  if (!value?.length) return null;
  return (
    <span className={classes.many} data-wrap={!line || undefined}>
      {value.map((one) => {
        const { label, color } = choiceOf(field, one);
        return (
          <Tag key={one} color={color}>
            {label}
          </Tag>
        );
      })}
    </span>
  );
}

export const multiChoice: KindSpec<string[]> = {
  Cell,
  Input: ManyChoices,
  align: "start",
  width: 180,
  isEmpty: isBlank,
  asText: (value, field) => value.map((one) => choiceOf(field, one).label).join(", "),
};
