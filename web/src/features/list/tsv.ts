/** A range as a spreadsheet takes it: tabs between cells, lines between rows, quotes where a cell holds either. */
export function writeTsv(rows: string[][]): string {
  return rows.map((cells) => cells.map(quoted).join("\t")).join("\n");
}

const quoted = (cell: string) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** What a spreadsheet puts on the clipboard, with or without quotes. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let inQuotes = false;
  let started = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = "";
    started = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inQuotes) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else inQuotes = false;
    } else if (sign === '"' && !started) {
      inQuotes = true;
      started = true;
    } else if (sign === "\t") endCell();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[at + 1] === "\n") at += 1;
      endCell();
      if (at < text.length - 1) rows.push([]);
    } else {
      cell += sign;
      started = true;
    }
  }
  if (started || cell || rows.at(-1)?.length === 0 || text.endsWith("\t")) endCell();
  return rows;
}
