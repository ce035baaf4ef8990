import { Select } from "@mantine/core";
import { t } from "@/lib/i18n/text";

interface EndsSelectProps {
  /** How many days it lasts; empty for ever. */
  days: string;
  onChange: (days: string) => void;
  error?: string;
}

/** When a token ends. */
export function EndsSelect({ days, onChange, error }: EndsSelectProps) {
  return (
    <Select
      label={t("Ends")}
      allowDeselect={false}
      data={[
        { value: "30", label: t("In 30 days") },
        { value: "90", label: t("In 90 days") },
        { value: "365", label: t("In a year") },
        { value: "", label: t("Never") },
      ]}
      value={days}
      error={error}
      onChange={(value) => onChange(value ?? "")}
    />
  );
}
