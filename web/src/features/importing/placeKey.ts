import type { ColumnPlace, Import, Place } from "@/api/importTypes";

/** A place as one word, for menus. */
export const placeKey = ({ field, part }: Place): string => (part ? `${field}|${part}` : field);

export function placeOf(key: string): Place {
  const [field = "", part = ""] = key.split("|");
  return { field, part };
}

/** The mapping with one column sent elsewhere; null leaves the column out. */
export function withColumn(mapping: ColumnPlace[], column: number, place: Place | null): ColumnPlace[] {
  const others = mapping.filter((one) => one.column !== column);
  return place ? [...others, { column, ...place }].sort((a, b) => a.column - b.column) : others;
}

/** The places that are taken by other columns and take only one. */
export function takenPlaces(given: Import, column: number): Set<string> {
  const single = new Set(given.targets.filter(({ several }) => !several).map(placeKey));
  return new Set(given.mapping.filter((one) => one.column !== column && single.has(placeKey(one))).map(placeKey));
}
