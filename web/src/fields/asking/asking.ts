import type { FieldMeta } from "@/api/types";
import { createStore } from "@/lib/store";

export interface Question {
  /** What is about to happen, such as "Move to Lost". */
  title: string;
  /** Why it is asked, as a sentence. */
  text?: string;
  fields: FieldMeta[];
  /** The keys of those that may stay empty. */
  optional?: string[];
  values?: Record<string, unknown>;
  /** The verb on the button. */
  yes: string;
  /** Sentences of the server about values that did not fit. */
  errors?: Record<string, string>;
}

interface Asked extends Question {
  answer: (values: Record<string, unknown> | null) => void;
}

export const asked = createStore<Asked | null>(null);

/** Asks for the values of a few fields before a record is written; null when the person thinks better of it. */
export function askFor(question: Question): Promise<Record<string, unknown> | null> {
  asked.get()?.answer(null);
  return new Promise((resolve) => {
    asked.set({
      ...question,
      answer: (values) => {
        asked.set(null);
        resolve(values);
      },
    });
  });
}
