import i18next from "i18next";
import { pseudo } from "./pseudo";

/** English texts are their own keys; a catalogue holds the other languages. `pseudo` proves that no text is hard-coded. */
export type Language = "en" | "pseudo";

export type TextValues = Record<string, string | number>;

let written: (value: number) => string = String;

/** How the counts in texts are written from now on. */
export function writeCounts(write: (value: number) => string): void {
  written = write;
}

const texts = i18next.createInstance();

texts.use({
  type: "postProcessor",
  name: "pseudo",
  process: (value: string) => (texts.language === "pseudo" ? pseudo(value) : value),
});

texts.use({
  type: "formatter",
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format?: string, _language?: string, options?: { interpolationkey?: string }) =>
    typeof value === "number" && options?.interpolationkey === "count" ? written(value) : (value as string),
});

void texts.init({
  lng: "en",
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  resources: {},
  postProcess: ["pseudo"],
  // A count is written as the person writes numbers, 17,207: see the formatter.
  interpolation: { escapeValue: false, alwaysFormat: true },
});

/** The text in the user's language. Call it while rendering, never when a module loads. `{{name}}` stands for a value. */
export function t(text: string, values: TextValues = {}): string {
  return texts.t(text, { ...values, defaultValue: text });
}

/** Like `t`, for a text that depends on a number: `plural(n, "{{count}} record", "{{count}} records")`. */
export function plural(count: number, one: string, other: string, values: TextValues = {}): string {
  return texts.t(other, { count, ...values, defaultValue_one: one, defaultValue_other: other, defaultValue: other });
}

export function language(): Language {
  return texts.language as Language;
}

/** The caller draws the screen anew; the app does so by a key of the language. */
export async function speak(next: Language): Promise<void> {
  await texts.changeLanguage(next);
}
