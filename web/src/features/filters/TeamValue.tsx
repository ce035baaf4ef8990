import type { FieldMeta, TeamRef } from "@/api/types";
import { Picker, type PickerOption } from "@/fields/picker/Picker";
import { t } from "@/lib/i18n/text";
import { useTeams } from "@/records/useTeams";

interface TeamValueProps {
  field: FieldMeta;
  many: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Teams to compare with. "My teams" are those of whoever looks, with all teams within them. */
export function TeamValue({ field, many, value, onChange }: TeamValueProps) {
  const mine: PickerOption[] = many ? [] : [{ value: "mine", label: t("My teams"), hint: t("whoever looks") }];
  const options = [...mine, ...(useTeams() ?? []).map(({ id, name }) => ({ value: id, label: name }))];
  const chosen = (Array.isArray(value) ? value : [value])
    .map((one) => (one && typeof one === "object" ? (one as TeamRef).id : one))
    .flatMap((id) => options.find((option) => option.value === id) ?? []);
  const asValue = ({ value: id, label }: PickerOption) =>
    id === "mine" ? id : ({ id, name: label } satisfies TeamRef);
  return (
    <Picker
      label={field.label}
      mode="form"
      many={many}
      clearable
      options={options}
      chosen={chosen}
      onPick={(picked) => onChange(many ? picked.map(asValue) : picked[0] ? asValue(picked[0]) : null)}
    />
  );
}
