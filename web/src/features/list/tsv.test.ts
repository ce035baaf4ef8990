import { describe, expect, it } from "vitest";
import { readTsv, writeTsv } from "./tsv";

describe("cells on the clipboard", () => {
  it("come back as they were written, whatever they hold", () => {
    const rows = [
      ["plain", 'with "quotes"', "two\nlines"],
      ["", "tab\there", "ends"],
    ];
    expect(readTsv(writeTsv(rows))).toEqual(rows);
  });

  it("are read as spreadsheets write them, with a line break at the end", () => {
    expect(readTsv("a\tb\r\nc\td\r\n")).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("keep empty cells at the ends", () => {
    expect(readTsv("\tb\t")).toEqual([["", "b", ""]]);
    expect(readTsv("")).toEqual([[""]]);
  });

  it("keep a quote inside a word", () => {
    expect(readTsv('5" pipe\tx')).toEqual([['5" pipe', "x"]]);
  });
});
