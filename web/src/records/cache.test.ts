import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Grouped, ViewDescription } from "@/api/types";
import { patchRecord } from "./cache";
import { keys } from "./keys";

const view: ViewDescription = { object: "boat", group: { by: "dock", limit: 20 } };
const boat = { id: "1", version: 1, dock: { id: "north" }, price: { amount: "250", currency: "EUR" } };

test("a move between lanes takes the card, its count and its amount along", () => {
  const client = new QueryClient();
  client.setQueryData<Grouped>(keys.grouped(view), {
    groups: [
      {
        key: "north",
        value: null,
        aggregates: { count: 2, sum_price: [{ amount: "300", currency: "EUR" }] },
        records: [boat],
        next: "more",
      },
      { key: "south", value: null, aggregates: { count: 0, sum_price: [] }, records: [], next: null },
    ],
  });
  patchRecord(client, "boat", "1", { dock: { id: "south" } });
  const [north, south] = client.getQueryData<Grouped>(keys.grouped(view))?.groups ?? [];
  expect(north).toMatchObject({
    records: [],
    aggregates: { count: 1, sum_price: [{ amount: "50", currency: "EUR" }] },
  });
  expect(south?.records[0]).toMatchObject({ id: "1", dock: { id: "south" } });
  expect(south?.aggregates).toEqual({ count: 1, sum_price: [{ amount: "250", currency: "EUR" }] });
});
