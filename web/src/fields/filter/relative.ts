import type { RelativePeriod } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";

export const RELATIVE_UNITS: { key: RelativePeriod["unit"]; label: () => string }[] = [
  { key: "day", label: () => t("days") },
  { key: "week", label: () => t("weeks") },
  { key: "month", label: () => t("months") },
  { key: "quarter", label: () => t("quarters") },
  { key: "year", label: () => t("years") },
];

/** "next 30 days", "last 2 weeks", "this month": a relative period as a filter chip says it. */
export function describePeriod({ from, to, unit }: RelativePeriod): string {
  if (from === 0 && to === 0) {
    return {
      day: t("today"),
      week: t("this week"),
      month: t("this month"),
      quarter: t("this quarter"),
      year: t("this year"),
    }[unit];
  }
  if (to === 0) return countOf(unit, -from, true);
  if (from === 0) return countOf(unit, to, false);
  return t("{{from}} to {{to}} {{unit}} from now", {
    from,
    to,
    unit: RELATIVE_UNITS.find(({ key }) => key === unit)?.label() ?? unit,
  });
}

function countOf(unit: RelativePeriod["unit"], count: number, past: boolean): string {
  const sentences = {
    day: past ? plural(count, "last day", "last {{count}} days") : plural(count, "next day", "next {{count}} days"),
    week: past
      ? plural(count, "last week", "last {{count}} weeks")
      : plural(count, "next week", "next {{count}} weeks"),
    month: past
      ? plural(count, "last month", "last {{count}} months")
      : plural(count, "next month", "next {{count}} months"),
    quarter: past
      ? plural(count, "last quarter", "last {{count}} quarters")
      : plural(count, "next quarter", "next {{count}} quarters"),
    year: past
      ? plural(count, "last year", "last {{count}} years")
      : plural(count, "next year", "next {{count}} years"),
  };
  return sentences[unit];
}
