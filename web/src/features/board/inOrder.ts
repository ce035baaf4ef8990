import type { MoneyValue, RecordData } from "@/api/types";

/**
 * The cards of a lane in the order of the view's first sort key, so that a moved card stands at once where it will
 * stand. Text is left as the server sorted it: its rules are its own.
 */
export function inOrder(records: RecordData[], sort: string): RecordData[] {
  const [first = ""] = sort.split(",");
  const down = first.startsWith("-");
  const key = down ? first.slice(1) : first;
  const values = new Map(records.map((record) => [record.id, comparable(record[key])]));
  if ([...values.values()].some((value) => value === undefined)) return records;
  return records.toSorted((one, other) => {
    const [a, b] = [values.get(one.id) ?? null, values.get(other.id) ?? null];
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    return (a < b ? -1 : 1) * (down ? -1 : 1);
  });
}

/** Something that can be compared, null for nothing, undefined where comparing is not ours to do. */
function comparable(value: unknown): number | string | null | undefined {
  if (value === null) return null;
  if (typeof value === "number") return value;
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}/.test(value) ? value : undefined;
  if (value && typeof value === "object" && "amount" in value) return Number((value as MoneyValue).amount);
  return undefined;
}
