import type { RecordPages } from "@/records/useRecordPages";

/** Room for rows that are not counted to the end: the scroll bar speaks of what is loaded and some more. */
const SPARE = 2_000;

/** How many rows the scroll bar speaks of: all that match as far as they are counted, so that nothing jumps as pages come. */
export function rowCountOf({ records, hasMore, total }: Pick<RecordPages, "records" | "hasMore" | "total">): number {
  if (!hasMore) return records.length;
  if (!total) return records.length + SPARE;
  return total.exact ? Math.max(total.count, records.length) : Math.max(total.count, records.length + SPARE);
}
