import { type Language, speak, language as spoken } from "@/lib/i18n/text";
import { createStore } from "@/lib/store";

/** The language of the screens; a change draws them anew. */
export const language = createStore<Language>(spoken());

export async function chooseLanguage(next: Language): Promise<void> {
  await speak(next);
  document.documentElement.lang = next === "pseudo" ? "en" : next;
  language.set(next);
}
