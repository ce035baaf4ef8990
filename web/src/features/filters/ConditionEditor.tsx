import { Select } from "@mantine/core";
import type { Filter } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useMeta } from "@/records/useMeta";
import { ConditionValue } from "./ConditionValue";
import { carriedValue, choiceKeyOf, choicesOf, conditionWith } from "./operators";
import type { FieldPath } from "./paths";
import { conditionIn } from "./tree";

interface ConditionEditorProps {
  path: FieldPath;
  part: Filter;
  onChange: (part: Filter) => void;
}

/** The operator and the value of one condition. Tells of each change, complete or not. */
export function ConditionEditor({ path, part, onChange }: ConditionEditorProps) {
  const meta = useMeta();
  const choices = choicesOf(meta, path.field);
  const key = choiceKeyOf(part);
  const choice = choices.find((one) => one.key === key);
  const value = conditionIn(part)?.condition.value;
  return (
    <>
      <Select
        aria-label={t("How to compare {{field}}", { field: path.label })}
        allowDeselect={false}
        data={choices.map((one) => ({ value: one.key, label: one.label }))}
        value={key}
        maxDropdownHeight={340}
        onChange={(next) => {
          const chosen = choices.find((one) => one.key === next);
          if (chosen) onChange(conditionWith(path.path, chosen.key, carriedValue(choice?.value, chosen.value, value)));
        }}
      />
      {choice && (
        <ConditionValue
          field={path.field}
          form={choice.value}
          value={value}
          onChange={(next) => onChange(conditionWith(path.path, choice.key, next))}
        />
      )}
    </>
  );
}
