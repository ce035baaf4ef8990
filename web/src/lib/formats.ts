import { createContext, useContext } from "react";

export interface FormatSettings {
  locale: string;
  timeZone: string;
  currency: string;
}

export interface Money {
  amount: string;
  currency: string;
}

/** Ways to write values for one person: their locale, their time zone, their workspace's currency. */
export interface Formats extends FormatSettings {
  number(value: number, options?: Intl.NumberFormatOptions): string;
  percent(value: number): string;
  money(value: Money): string;
  /** `2026-12-01` as "1 Dec 2026". */
  date(value: string): string;
  /** The shortest form that is still clear: "1 Dec" in this year, "1 Dec 2026" in another. */
  shortDate(value: string): string;
  dateTime(value: string): string;
  time(value: string): string;
  /** "20 min ago", "yesterday". */
  ago(value: string, now?: Date): string;
  /** The date of today in the person's time zone, as `2026-12-01`. */
  today(now?: Date): string;
  decimalMark: string;
  groupMark: string;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export function createFormats(settings: FormatSettings): Formats {
  const { locale, timeZone } = settings;
  const cache = new Map<string, Intl.NumberFormat>();
  const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = cache.get(key) ?? new Intl.NumberFormat(locale, options);
    cache.set(key, known);
    return known;
  };
  const moneys = remembered((currency) => {
    const options: Intl.NumberFormatOptions = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
    const whole = new Intl.NumberFormat(locale, { ...options, maximumFractionDigits: 0, minimumFractionDigits: 0 });
    const exact = new Intl.NumberFormat(locale, options);
    return (value: number) => (Number.isInteger(value) ? whole : exact).format(value);
  });
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6);
  const mark = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const dayOfThisYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone });
  const isoDay = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });
  const dates = remembered((value) => day.format(new Date(`${value}T00:00:00Z`)));
  const moments = remembered((value) => moment.format(new Date(value)));
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const today = (now = new Date()) => isoDay.format(now);

  return {
    ...settings,
    decimalMark: mark("decimal") || ".",
    groupMark: mark("group"),
    number: (value, options = { maximumFractionDigits: 10 }) => numbers(options).format(value),
    percent: (value) => numbers({ style: "percent", maximumFractionDigits: 4 }).format(value / 100),
    money: ({ amount, currency }) => moneys(currency)(Number(amount)),
    date: dates,
    shortDate: (value) =>
      (value.slice(0, 4) === today().slice(0, 4) ? dayOfThisYear : day).format(new Date(`${value}T00:00:00Z`)),
    dateTime: moments,
    time: (value) => clock.format(new Date(value)),
    ago: (value, now = new Date()) => {
      const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
      for (const [unit, size] of STEPS) {
        if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
      }
      return relative.format(0, "second");
    },
    today,
  };
}

const MOST_REMEMBERED = 2_000;

/** Works a thing out once for each text: making a form is slow, and a table asks for the same ones again and again. */
function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

const browserSettings = (): FormatSettings => ({
  locale: typeof navigator === "undefined" ? "en" : navigator.language,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: "EUR",
});

const FormatsContext = createContext<Formats>(createFormats(browserSettings()));

export const FormatsProvider = FormatsContext.Provider;

export function useFormats(): Formats {
  return useContext(FormatsContext);
}
