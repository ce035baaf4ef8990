import { type ClipboardEvent, useRef } from "react";
import type { ObjectMeta, RecordData } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { isOutline } from "@/records/outlines";
import { useMe } from "@/records/useMe";
import { useTeams } from "@/records/useTeams";
import { useUsers } from "@/records/useUsers";
import { showToast } from "@/ui/toast/toasts";
import type { Column } from "./columns";
import { ownCells, putCells } from "./copied";
import { type Cursor, cellsIn, rangeOf } from "./cursor";
import { type Known, readPasted } from "./pasted";
import { readTsv } from "./tsv";
import type { CellEdits, Edit } from "./useCellEdits";

interface ClipboardArgs {
  object: ObjectMeta;
  columns: Column[];
  records: RecordData[];
  cursor: Cursor | null;
  edits: CellEdits;
}

/** One write takes this many rows at most. */
const MOST_ROWS = 500;
const NAMED = 3;

interface Refusal {
  place: string;
  problem: string;
}

/** Copy and paste of the marked cells, in the form spreadsheets use. */
export function useClipboard(args: ClipboardArgs) {
  const formats = useFormats();
  const users = useUsers() ?? [];
  const teams = useTeams() ?? [];
  const { user: me } = useMe();
  const latest = useRef({ ...args, known: { formats, users, teams, me } });
  latest.current = { ...args, known: { formats, users, teams, me } };

  return {
    onCopy: (event: ClipboardEvent) => {
      const { object, cursor, columns, records } = latest.current;
      if (!cursor || isTyping(event)) return;
      const range = rangeOf(cursor);
      event.preventDefault();
      if (records.slice(range.top, range.bottom + 1).some((record) => isOutline(object, record))) {
        const text = t("Not all of these rows are loaded. Select fewer, or export them.");
        showToast({ tone: "failed", text });
        return;
      }
      putCells(event.clipboardData, records, columns, range);
      const count = cellsIn(range);
      if (count > 1) showToast({ text: plural(count, "{{count}} cell was copied.", "{{count}} cells were copied.") });
    },

    onPaste: (event: ClipboardEvent) => {
      const { cursor } = latest.current;
      if (!cursor || isTyping(event)) return;
      event.preventDefault();
      const cells = readTsv(event.clipboardData.getData("text/plain"));
      void paste(cells, ownCells(event.clipboardData), cursor, latest.current);
    },
  };
}

function isTyping({ target }: ClipboardEvent): boolean {
  return target instanceof HTMLElement && target.closest("input:not([type=checkbox]), textarea") !== null;
}

/** Lays the cells from the corner of the range; one cell alone fills the whole range. */
async function paste(
  cells: string[][],
  own: ReturnType<typeof ownCells>,
  cursor: Cursor,
  { columns, records, edits, known }: ClipboardArgs & { known: Known },
) {
  const range = rangeOf(cursor);
  const single = cells.length === 1 && cells[0]?.length === 1;
  const height = single ? range.bottom - range.top + 1 : cells.length;
  const width = single ? range.right - range.left + 1 : Math.max(...cells.map((row) => row.length));
  if (height > MOST_ROWS) {
    showToast({
      tone: "failed",
      text: t("Paste at most {{count}} rows at once, or import them as a file.", { count: MOST_ROWS }),
    });
    return;
  }
  const refusals: Refusal[] = [];
  const made: Edit[] = [];
  let outside = 0;
  for (let down = 0; down < height; down += 1) {
    const record = records[range.top + down];
    const values: Record<string, unknown> = {};
    for (let along = 0; along < width; along += 1) {
      const text = single ? cells[0]?.[0] : cells[down]?.[along];
      const column = columns[range.left + along];
      if (text === undefined) continue;
      if (!record || !column) {
        outside += 1;
        continue;
      }
      const place = t("{{column}}, row {{row}}", { column: column.label, row: range.top + down + 1 });
      if (!column.editable) {
        refusals.push({ place, problem: t("it cannot be edited.") });
        continue;
      }
      const parsed =
        own(single ? 0 : down, single ? 0 : along, column.field) ??
        (await readPasted(text, column.field, known).catch((error: Error) => ({ problem: error.message })));
      if ("problem" in parsed) refusals.push({ place, problem: parsed.problem });
      else values[column.key] = parsed.value;
    }
    if (record && Object.keys(values).length > 0) made.push({ record, values });
  }
  await edits.writeAll(made);
  tell(refusals, outside);
}

function tell(refusals: Refusal[], outside: number): void {
  const count = refusals.length + outside;
  if (count === 0) return;
  const named = refusals.slice(0, NAMED).map(({ place, problem }) => `${place}: ${problem}`);
  if (outside)
    named.push(plural(outside, "{{count}} cell fell outside the table.", "{{count}} cells fell outside the table."));
  showToast({
    tone: "failed",
    text: plural(count, "{{count}} cell was not pasted.", "{{count}} cells were not pasted."),
    detail: named.join(" "),
  });
}
