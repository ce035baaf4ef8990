import { expect, test } from "vitest";
import { fieldMeta, objectMeta } from "@/testing/metadata";
import { moreFields, ownLists } from "./moreFields";

const boat = objectMeta(
  "boat",
  [
    fieldMeta("name", "text"),
    fieldMeta("price", "money"),
    fieldMeta("launched", "date"),
    fieldMeta("crew", "links"),
    fieldMeta("phase", "stage"),
    fieldMeta("age", "computed", { read_only: true }),
    fieldMeta("created_at", "date_time", { read_only: true }),
  ],
  { facts: ["price"] },
);

test("a field that no facts name is shown all the same; what Rapport keeps itself is not", () => {
  expect(moreFields(boat)).toEqual(["launched", "crew", "age"]);
  expect(ownLists(boat)).toEqual(["crew"]);
});
