/** One key of a sort, as in the address: "-amount,name". */
export interface SortKey {
  key: string;
  descending: boolean;
}

/** The server takes up to three. */
const MOST = 3;

export function readSort(sort: string): SortKey[] {
  return sort
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part.replace("-", ""))
    .map((part) => ({ key: part.replace(/^-/, ""), descending: part.startsWith("-") }));
}

export function writeSort(keys: SortKey[]): string {
  return keys.map(({ key, descending }) => (descending ? `-${key}` : key)).join(",");
}

/** A click on a header: up, then down, then up again. With `further` it becomes or turns a second key. */
export function toggledSort(sort: string, key: string, further: boolean): string {
  const keys = readSort(sort);
  const known = keys.find((one) => one.key === key);
  const turned: SortKey = { key, descending: known ? !known.descending : false };
  if (!further) return writeSort([turned]);
  if (known) return writeSort(keys.map((one) => (one === known ? turned : one)));
  return writeSort([...keys.slice(0, MOST - 1), turned]);
}
