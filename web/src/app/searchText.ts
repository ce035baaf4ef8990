/** A text of the address; undefined for anything else. */
export const searchText = (value: unknown): string | undefined =>
  typeof value === "string" && value ? value : undefined;
