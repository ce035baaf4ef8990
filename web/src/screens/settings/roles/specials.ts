import { t } from "@/lib/i18n/text";

interface Special {
  word: string;
  label: string;
  /** What it lets one do. */
  sentence: string;
}

/** What a role may allow beside records and fields. */
export function specials(): Special[] {
  return [
    { word: "import", label: t("Import"), sentence: t("Bring records in from a CSV or XLSX file, and undo that.") },
    { word: "export", label: t("Export"), sentence: t("Take everything they see out as a file.") },
    { word: "bulk", label: t("Change many at once"), sentence: t("Edit or delete many selected records in one go.") },
    { word: "merge", label: t("Merge"), sentence: t("Make one record of two that mean the same.") },
    {
      word: "private",
      label: t("See private records"),
      sentence: t("See what others marked as private, as far as the role reaches."),
    },
    {
      word: "manage",
      label: t("Manage the workspace"),
      sentence: t("Members, teams, roles, sign-in rules and everybody’s tokens. Give it to few."),
    },
  ];
}

export function specialLabel(word: string): string {
  return specials().find((special) => special.word === word)?.label ?? word;
}
