import { expect, test } from "vitest";
import { joined } from "./exportRows";

test("pieces of an export make one table under one head", () => {
  const pieces = ["\uFEFFName,Town\r\nAda,Ghent\r\n", 'Name,Town\r\n"Bob\nB",Oslo\r\n'];
  expect(pieces.reduce(joined, "")).toBe('Name,Town\r\nAda,Ghent\r\n"Bob\nB",Oslo\r\n');
});
