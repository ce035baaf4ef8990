import { asProblem } from "@/api/problem";
import { listRecords, writeBulk } from "@/api/records";
import type { Filter, Id, ObjectMeta, Operation, RecordData, RecordPage } from "@/api/types";
import { t } from "@/lib/i18n/text";

/** Which records a piece of work is about: some by id, or all that match but some. */
export type Target = { ids: Id[] } | { filter: Filter | null; except: ReadonlySet<Id> };

export interface Failed {
  id: Id | null;
  title: string;
  reason: string;
}

export interface Progress {
  done: number;
  /** Null while it is not known how many there are. */
  total: number | null;
  failed: Failed[];
  /** In the order they were made; undone from the last to the first. */
  changeSets: Id[];
}

/** The server takes more at once; smaller pieces show progress and can be stopped between. */
export const PIECE = 500;
const PAGE = 200;

interface WorkArgs {
  object: ObjectMeta;
  target: Target;
  total: number | null;
  /** What to do with one record; null leaves it alone. */
  operation: (record: RecordData) => Operation | null;
  /** The fields that `operation` looks at. */
  fields: string[];
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** Does one thing to many records, piece by piece. What a stopped or failed run has done stays done and can be undone. */
export async function runBulk(args: WorkArgs): Promise<Progress> {
  const { object, operation, signal, onProgress } = args;
  let progress: Progress = { done: 0, total: args.total, failed: [], changeSets: [] };
  const tell = (changes: Partial<Progress>) => {
    progress = { ...progress, ...changes };
    onProgress(progress);
  };
  tell({});
  for await (const records of piecesOf(args)) {
    if (signal.aborted) break;
    const titles = new Map(records.map((record) => [record.id, String(record[object.title_field] ?? "")]));
    const operations = records.map(operation).filter((one): one is Operation => one !== null);
    if (operations.length) {
      try {
        const { data } = await writeBulk(object.plural, operations, crypto.randomUUID());
        const failed = data.results.flatMap(({ status, id, errors }): Failed[] =>
          status === "failed"
            ? [{ id, title: titles.get(id ?? "") ?? "", reason: errors.map(({ detail }) => detail).join(" ") }]
            : [],
        );
        tell({
          failed: [...progress.failed, ...failed],
          changeSets: data.change_set ? [...progress.changeSets, data.change_set] : progress.changeSets,
        });
      } catch (error) {
        const { message } = asProblem(error);
        tell({
          failed: [
            ...progress.failed,
            ...records.map(({ id }) => ({ id, title: titles.get(id) ?? "", reason: message })),
          ],
        });
      }
    }
    tell({ done: progress.done + records.length });
  }
  return progress;
}

/**
 * The records in pieces. Every one is read before the first write: an edit may take records out of the very filter
 * that is being walked, and its cursor would then skip others.
 */
async function* piecesOf({ object, target, fields, signal }: WorkArgs): AsyncGenerator<RecordData[]> {
  const read = [...new Set([object.title_field, ...fields])];
  const found: RecordData[] = [];
  for (const { filter, left } of questionsOf(target)) {
    let cursor: string | null = null;
    do {
      const query = { filter, fields: read, sort: "created_at", limit: PAGE };
      const page: RecordPage = await listRecords(object.plural, query, cursor, signal);
      found.push(...page.records.filter(({ id }) => !left.has(id)));
      cursor = page.next;
    } while (cursor && !signal.aborted);
  }
  for (let at = 0; at < found.length; at += PIECE) yield found.slice(at, at + PIECE);
}

function questionsOf(target: Target): { filter: Filter | null; left: ReadonlySet<Id> }[] {
  if ("filter" in target) return [{ filter: target.filter, left: target.except }];
  const pieces: Id[][] = [];
  for (let at = 0; at < target.ids.length; at += PAGE / 2) pieces.push(target.ids.slice(at, at + PAGE / 2));
  return pieces.map((ids) => ({ filter: { field: "id", op: "in", value: ids }, left: new Set() }));
}

/** What failed, as a file for a spreadsheet. */
export function failedAsCsv(object: ObjectMeta, failed: Failed[]): string {
  const rows = [[object.label, t("Reason"), "id"], ...failed.map(({ id, title, reason }) => [title, reason, id ?? ""])];
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A cell that begins like a formula is made harmless. */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
