import { Select, Stack } from "@mantine/core";
import { useState } from "react";
import type { FieldMeta, RelativePeriod } from "@/api/types";
import { FilterValue } from "@/fields/filter/FilterValue";
import { describePeriod } from "@/fields/filter/relative";
import { t } from "@/lib/i18n/text";

const USUAL: RelativePeriod[] = [
  { from: 0, to: 0, unit: "day" },
  { from: 0, to: 0, unit: "week" },
  { from: 0, to: 0, unit: "month" },
  { from: 0, to: 0, unit: "quarter" },
  { from: 0, to: 0, unit: "year" },
  { from: 0, to: 7, unit: "day" },
  { from: 0, to: 30, unit: "day" },
  { from: 0, to: 90, unit: "day" },
  { from: -7, to: 0, unit: "day" },
  { from: -14, to: 0, unit: "day" },
  { from: -30, to: 0, unit: "day" },
  { from: -90, to: 0, unit: "day" },
];

const OTHER = "other";
const keyOf = ({ from, to, unit }: RelativePeriod) => `${from} ${to} ${unit}`;

interface PeriodValueProps {
  field: FieldMeta;
  value: RelativePeriod | undefined;
  onChange: (value: RelativePeriod) => void;
}

/** A period counted from today: a usual one, or one put together. */
export function PeriodValue({ field, value, onChange }: PeriodValueProps) {
  const key = value && keyOf(value);
  const usual = USUAL.some((period) => keyOf(period) === key);
  const [other, setOther] = useState(value !== undefined && !usual);
  return (
    <Stack gap={8}>
      <Select
        aria-label={t("Period")}
        allowDeselect={false}
        data={[
          ...USUAL.map((period) => ({ value: keyOf(period), label: describePeriod(period) })),
          { value: OTHER, label: t("another period") },
        ]}
        value={other ? OTHER : (key ?? null)}
        maxDropdownHeight={320}
        onChange={(next) => {
          const found = USUAL.find((period) => keyOf(period) === next);
          setOther(!found);
          if (found) onChange(found);
        }}
      />
      {other && (
        <FilterValue
          field={field}
          form="relative"
          value={value}
          onChange={(next) => onChange(next as RelativePeriod)}
        />
      )}
    </Stack>
  );
}
