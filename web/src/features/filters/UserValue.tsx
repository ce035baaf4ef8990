import type { FieldMeta } from "@/api/types";
import { Picker, type PickerOption } from "@/fields/picker/Picker";
import { t } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { useUsers } from "@/records/useUsers";
import { Avatar } from "@/ui/avatar/Avatar";

interface UserValueProps {
  field: FieldMeta;
  many: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Members to compare with. "Me" is whoever looks, so that a shared view fits everybody. */
export function UserValue({ field, many, value, onChange }: UserValueProps) {
  const { user: me } = useMe();
  const users = useUsers() ?? [];
  const options: PickerOption[] = [
    { value: "me", label: t("Me"), hint: t("whoever looks"), mark: <Avatar id={me.id} name={me.name} size={19} /> },
    ...users.map(({ id, name, active }) => ({
      value: id,
      label: name,
      hint: active ? undefined : t("left"),
      mark: <Avatar id={id} name={name} size={19} />,
    })),
  ];
  const chosen = (Array.isArray(value) ? value : [value])
    .map((one) => (one && typeof one === "object" ? (one as { id: string }).id : one))
    .flatMap((id) => options.find((option) => option.value === id) ?? []);
  return (
    <Picker
      label={field.label}
      mode="form"
      many={many}
      clearable
      options={options}
      chosen={chosen}
      onPick={(picked) => onChange(many ? picked.map((option) => option.value) : (picked[0]?.value ?? null))}
    />
  );
}
