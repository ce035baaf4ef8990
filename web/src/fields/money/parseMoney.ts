import type { MoneyValue } from "@/api/types";
import type { Formats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { digitsOf } from "../number/parseNumber";
import type { Parsed } from "../useDraft";

const SIGNS: Record<string, string> = {
  "€": "EUR",
  $: "USD",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  zł: "PLN",
  Kč: "CZK",
};

/** "1.200 €", "USD 1200" or "1200": an amount with its currency, or with the one it had before. */
export function parseMoney(text: string, formats: Formats, currency: string): Parsed<MoneyValue> {
  const trimmed = text.trim();
  if (!trimmed) return { value: null };
  const code = trimmed.match(/\b[A-Za-z]{3}\b/)?.[0]?.toUpperCase();
  const sign = Object.keys(SIGNS).find((candidate) => trimmed.includes(candidate));
  const rest = trimmed.replace(/[A-Za-złč€$£¥₹]+/g, "");
  const digits = digitsOf(rest, formats);
  if (digits === null) {
    return {
      problem: t("Type an amount such as {{example}}.", { example: formats.money({ amount: "1250.5", currency }) }),
    };
  }
  return { value: { amount: digits, currency: code ?? (sign && SIGNS[sign]) ?? currency } };
}
