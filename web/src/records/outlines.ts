import type { ObjectMeta, RecordData, RecordPage } from "@/api/types";

/** A page of a list. One that was jumped over holds the ids of its rows alone, until it comes into sight. */
export interface ListPage extends RecordPage {
  /** The cursor before an outlined page, which brings its rows in full. */
  outlineOf?: string | null;
}

export interface PageParam {
  cursor: string | null;
  outline: boolean;
}

/**
 * Whether the next page ends before the rows in sight. Cursors go from page to page, so a far jump of the scroll bar
 * passes all between; as ids they come in a tenth of the time.
 */
export function isOutlineNext(pages: RecordPage[], first: number, size: number): boolean {
  const loaded = pages.reduce((sum, { records }) => sum + records.length, 0);
  return loaded + 2 * size <= first;
}

/** The outlined pages with rows between two places, both included. */
export function outlinedPages(pages: ListPage[], from: number, to: number): ListPage[] {
  let start = 0;
  return pages.filter(({ outlineOf, records }) => {
    const end = start + records.length;
    const inSight = outlineOf && start <= to && end > from;
    start = end;
    return inSight;
  });
}

/** Whether a record is only the name of a row whose values have not come yet. */
export function isOutline(object: ObjectMeta, record: RecordData): boolean {
  return !(object.title_field in record);
}
