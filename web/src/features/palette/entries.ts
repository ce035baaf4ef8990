import type { ReactNode } from "react";

export interface PaletteEntry {
  key: string;
  label: string;
  /** A quieter word after the label. */
  hint?: string;
  mark?: ReactNode;
  /** The key that does the same. */
  keys?: string;
  run: () => void;
}

export interface PaletteSection {
  label: string;
  entries: PaletteEntry[];
}

/** The entries whose words begin with every typed word, accents folded. */
export function matching(entries: PaletteEntry[], words: string): PaletteEntry[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return entries;
  return entries.filter(({ label }) => {
    const has = fold(label).split(/\s+/);
    return wanted.every((word) => has.some((part) => part.startsWith(word)));
  });
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
