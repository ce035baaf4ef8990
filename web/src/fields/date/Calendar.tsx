import "@mantine/dates/styles.layer.css";
import { DatePicker } from "@mantine/dates";
import { useFormats } from "@/lib/formats";

interface CalendarProps {
  value: string | null;
  onPick: (value: string) => void;
}

/** A month to pick a day from. Loaded when a date is first edited. */
export default function Calendar({ value, onPick }: CalendarProps) {
  const { locale } = useFormats();
  return (
    <DatePicker
      size="xs"
      locale={locale.toLowerCase()}
      defaultDate={value ?? undefined}
      value={value}
      onChange={(next) => next && onPick(next)}
      monthLabelFormat={(month) =>
        new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
          new Date(`${month}T00:00:00Z`),
        )
      }
      weekdayFormat={(day) =>
        new Intl.DateTimeFormat(locale, { weekday: "narrow", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`))
      }
    />
  );
}
