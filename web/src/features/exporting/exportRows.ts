import { fetchFile, keepFile } from "@/api/download";
import type { Id, ObjectMeta } from "@/api/types";

/** The address of a download holds the ids; it must not grow too long for what stands between browser and server. */
const AT_ONCE = 150;
export const MOST_ROWS = 3_000;

/** One CSV file of single rows in their order, fetched in pieces. */
export async function exportRows(object: ObjectMeta, ids: Id[], sort: string, columns: string[]): Promise<void> {
  let name = "export.csv";
  let text = "";
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const filter = JSON.stringify({ field: "id", op: "in", value: ids.slice(at, at + AT_ONCE) });
    const query = { format: "csv", filter, sort, fields: columns.join(",") };
    const file = await fetchFile(`/${object.plural}/export`, query);
    name = file.name;
    text = joined(text, await file.blob.text());
  }
  keepFile(name, new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }));
}

/** Each piece has a head of its own, which stays only over the first. `Blob.text` takes the mark of UTF-8 away. */
export function joined(before: string, piece: string): string {
  const text = piece.replace(/^\uFEFF/, "");
  return before ? before + text.slice(text.indexOf("\n") + 1) : text;
}
