type Values = Record<string, unknown>;

const place = (object: string) => `rapport.draft.create.${object}`;

/** What was typed into the form before it was closed by accident or the page was loaded anew; null when nothing was. */
export function readDraft(object: string): Values | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place(object)) ?? "null");
    return kept && typeof kept === "object" && !Array.isArray(kept) ? (kept as Values) : null;
  } catch {
    return null;
  }
}

export function keepDraft(object: string, values: Values): void {
  try {
    sessionStorage.setItem(place(object), JSON.stringify(values));
  } catch {
    // Without storage the draft lives as long as the dialog.
  }
}

export function dropDraft(object: string): void {
  try {
    sessionStorage.removeItem(place(object));
  } catch {
    // As above.
  }
}
