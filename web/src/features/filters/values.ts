import type { FieldMeta, LinkRef, RelativePeriod, Stage, TeamRef, User } from "@/api/types";
import { describePeriod } from "@/fields/filter/relative";
import { shownKind } from "@/fields/registry";
import { stageOf } from "@/fields/stage/stage";
import type { Formats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";

/** As short as the server understands it, so that the address stays short; a link keeps its title for the chip. */
export function compact(field: FieldMeta, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => compact(field, one));
  if (!value || typeof value !== "object") return value;
  if (field.kind === "stage" || field.kind === "user") return (value as { id: string }).id;
  return value;
}

/** As the inputs take it. */
export function expand(field: FieldMeta, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => expand(field, one)).filter((one) => one !== undefined);
  if (typeof value !== "string") return value;
  if (field.kind === "stage") return stageWith(field, value);
  if (field.kind === "link" || field.kind === "links") return { id: value, title: t("One record") } satisfies LinkRef;
  return value;
}

function stageWith(field: FieldMeta, id: string): Stage | undefined {
  const found = field.options.stages?.find((stage) => stage.id === id);
  return found && stageOf(found);
}

export interface Wording {
  formats: Formats;
  users: User[];
}

/** The value of a condition as a chip says it. */
export function valueText(field: FieldMeta, value: unknown, words: Wording): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) {
    const shown = value.slice(0, 3).map((one) => valueText(field, one, words));
    const rest = value.length - shown.length;
    return rest > 0 ? t("{{values}} and {{count}} more", { values: shown.join(", "), count: rest }) : shown.join(", ");
  }
  if (isPeriod(value)) return describePeriod(value);
  const { formats, users } = words;
  const kind = field.kind === "computed" ? (field.result_kind ?? "text") : field.kind;
  if (value === "me") return t("me");
  if (kind === "team") return typeof value === "object" ? (value as TeamRef).name : t("my teams");
  if (kind === "user" || kind === "actor") {
    const id = typeof value === "object" ? (value as { id: string }).id : String(value);
    return users.find((user) => user.id === id)?.name ?? t("a former member");
  }
  if (kind === "checkbox") return value ? t("Yes") : t("No");
  if (kind === "date") return formats.date(String(value));
  if (kind === "date_time")
    return String(value).length > 10 ? formats.dateTime(String(value)) : formats.date(String(value));
  if (kind === "percent") return formats.percent(Number(value));
  if (kind === "money") {
    return formats.money(
      typeof value === "object"
        ? (value as { amount: string; currency: string })
        : { amount: String(value), currency: formats.currency },
    );
  }
  if (typeof value === "number") return formats.number(value);
  const expanded = expand(field, value);
  if (expanded === undefined) return t("a former value");
  return typeof expanded === "object" || kind === "choice" || kind === "multi_choice"
    ? shownKind(field).asText(Array.isArray(expanded) || kind !== "multi_choice" ? expanded : [expanded], field)
    : String(expanded);
}

/** The two ends of a range as a chip says them. */
export function rangeText(field: FieldMeta, value: unknown, words: Wording): string {
  const [low, high] = Array.isArray(value) ? value : [];
  return t("{{low}} and {{high}}", { low: valueText(field, low, words), high: valueText(field, high, words) });
}

function isPeriod(value: unknown): value is RelativePeriod {
  return typeof value === "object" && value !== null && "unit" in value && "from" in value;
}
