export interface Option {
  value: string;
  label: string;
}

/** The world's currencies, "EUR, Euro". */
export function currencyOptions(locale: string): Option[] {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({ value, label: `${value}, ${names.of(value) ?? value}` }));
}

/** The time zones, "Europe/Prague". */
export function timeZoneOptions(): Option[] {
  const zones = Intl.supportedValuesOf("timeZone");
  const all = zones.includes("UTC") ? zones : ["UTC", ...zones];
  return all.map((value) => ({ value, label: value.replaceAll("_", " ") }));
}

const LOCALES = [
  "en-GB",
  "en-US",
  "de-DE",
  "de-AT",
  "de-CH",
  "fr-FR",
  "fr-CH",
  "es-ES",
  "it-IT",
  "pt-PT",
  "pt-BR",
  "nl-NL",
  "pl-PL",
  "cs-CZ",
  "sk-SK",
  "da-DK",
  "sv-SE",
  "nb-NO",
  "fi-FI",
  "hu-HU",
  "ro-RO",
  "el-GR",
  "tr-TR",
  "uk-UA",
  "ja-JP",
  "ko-KR",
  "zh-CN",
  "en-IN",
  "en-AU",
  "en-CA",
  "fr-CA",
];

/** The regions whose way of writing dates and numbers one can choose, by their own names, with an example. */
export function localeOptions(current: string): Option[] {
  const all = LOCALES.includes(current) || !current ? LOCALES : [current, ...LOCALES];
  const day = new Date(Date.UTC(2026, 11, 31));
  return all.map((value) => {
    const name = new Intl.DisplayNames(value, { type: "language" }).of(value) ?? value;
    const date = new Intl.DateTimeFormat(value, { dateStyle: "short", timeZone: "UTC" }).format(day);
    const number = new Intl.NumberFormat(value, { minimumFractionDigits: 2 }).format(1234.5);
    return { value, label: `${name} (${date}, ${number})` };
  });
}
