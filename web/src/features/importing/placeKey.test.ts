import { expect, test } from "vitest";
import type { Import } from "@/api/importTypes";
import { placeKey, placeOf, takenPlaces, withColumn } from "./placeKey";

test("a place survives the way through a menu", () => {
  for (const place of [
    { field: "email", part: "" },
    { field: "address", part: "city" },
  ]) {
    expect(placeOf(placeKey(place))).toEqual(place);
  }
});

test("a column is sent elsewhere or left out, the others stay", () => {
  const mapping = [
    { column: 0, field: "name", part: "" },
    { column: 2, field: "email", part: "" },
  ];
  expect(withColumn(mapping, 1, { field: "phone", part: "" }).map(({ column }) => column)).toEqual([0, 1, 2]);
  expect(withColumn(mapping, 2, { field: "phone", part: "" })[1]).toEqual({ column: 2, field: "phone", part: "" });
  expect(withColumn(mapping, 0, null)).toEqual([mapping[1]]);
});

test("a place that takes one column only is taken by it, one that takes several is not", () => {
  const target = { label: "", kind: "text", required: false };
  const given = {
    targets: [
      { ...target, field: "email", part: "", several: false },
      { ...target, field: "tags", part: "", several: true },
    ],
    mapping: [
      { column: 0, field: "email", part: "" },
      { column: 1, field: "tags", part: "" },
    ],
  } as unknown as Import;
  expect([...takenPlaces(given, 2)]).toEqual(["email"]);
  expect([...takenPlaces(given, 0)]).toEqual([]);
});
