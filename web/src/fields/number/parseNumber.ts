import type { FieldMeta } from "@/api/types";
import type { Formats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";

/**
 * A number as the person writes it: "1 234,5" and "1.234,5" in one locale, "1,234.5" in another.
 * Answers plain digits with a point, so that no decimal is lost, or null when it is no number.
 */
export function digitsOf(
  text: string,
  { decimalMark, groupMark }: Pick<Formats, "decimalMark" | "groupMark">,
): string | null {
  let plain = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, "")
    .replace(/\u2212/g, "-");
  if (groupMark.trim() && plain.includes(groupMark)) {
    // "12.5" where a point parts thousands: nobody groups so, it is a decimal from another program.
    if (groupMark === "." && /^[+-]?\d+\.(\d{1,2}|\d{4,})$/.test(plain)) return plain.replace(/^\+/, "");
    const parts = plain.split(decimalMark)[0]?.split(groupMark) ?? [];
    if (parts.at(-1)?.length !== 3) return null;
    plain = plain.split(groupMark).join("");
  }
  if (decimalMark !== ".") plain = plain.replace(decimalMark, ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? plain.replace(/^\+/, "") : null;
}

/** The sentence when a number is outside what the field allows. */
export function outside(value: number, { options }: FieldMeta, formats: Formats): string | null {
  if (options.min !== undefined && options.min !== null && value < options.min) {
    return t("Type {{min}} or more.", { min: formats.number(options.min) });
  }
  if (options.max !== undefined && options.max !== null && value > options.max) {
    return t("Type {{max}} or less.", { max: formats.number(options.max) });
  }
  return null;
}
