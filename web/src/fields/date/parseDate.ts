import type { Formats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import type { Parsed } from "../useDraft";

const DAY = 86_400_000;

/** "1.12.", "12/1/2026", "1 Dec", "today", "+7": a day as people type it, in the order of their locale. */
export function parseDate(text: string, formats: Formats): Parsed<string> {
  const typed = text.trim().toLowerCase();
  if (!typed) return { value: null };
  const today = formats.today();
  const found =
    isoIn(typed) ?? relativeIn(typed, today) ?? numbersIn(typed, formats, today) ?? namedIn(typed, formats, today);
  return found
    ? { value: found }
    : {
        problem: t("Type a day such as {{example}} or {{tomorrow}}.", { example: formats.date(today), tomorrow: "+1" }),
      };
}

/** The order in which a locale writes day, month and year, such as "dmy". */
export function orderOf(locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric", year: "numeric" })
    .formatToParts(new Date(Date.UTC(2026, 10, 25)))
    .filter(({ type }) => type === "day" || type === "month" || type === "year")
    .map(({ type }) => type[0])
    .join("");
}

function isoIn(typed: string): string | null {
  const match = typed.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  return match ? valid(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

function relativeIn(typed: string, today: string): string | null {
  const words: Record<string, number> = {
    [t("today").toLowerCase()]: 0,
    [t("tomorrow").toLowerCase()]: 1,
    [t("yesterday").toLowerCase()]: -1,
  };
  const days = words[typed] ?? (/^[+-]\d{1,4}$/.test(typed) ? Number(typed) : undefined);
  if (days === undefined) return null;
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function numbersIn(typed: string, { locale }: Formats, today: string): string | null {
  const numbers = typed.split(/[./\-\s]+/).filter(Boolean);
  if (numbers.length < 2 || numbers.length > 3 || !numbers.every((part) => /^\d+$/.test(part))) return null;
  const order = numbers.length === 3 ? orderOf(locale) : orderOf(locale).replace("y", "");
  const part = (letter: string) => numbers[order.indexOf(letter)];
  return valid(yearOf(part("y") ?? today.slice(0, 4)), Number(part("m")), Number(part("d")));
}

function namedIn(typed: string, { locale }: Formats, today: string): string | null {
  const words = typed.split(/[\s,.]+/).filter(Boolean);
  const names = Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" })
      .format(new Date(Date.UTC(2026, month, 1)))
      .toLowerCase(),
  );
  const named = words.find((word) => /\p{L}{3}/u.test(word));
  const month = named ? names.findIndex((name) => name.startsWith(named)) + 1 : 0;
  const numbers = words.filter((word) => /^\d+$/.test(word));
  if (!month || !numbers[0]) return null;
  return valid(yearOf(numbers[1] ?? today.slice(0, 4)), month, Number(numbers[0]));
}

const yearOf = (text: string): number => (text.length <= 2 ? 2000 + Number(text) : Number(text));

function valid(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}
