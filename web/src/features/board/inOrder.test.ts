import { expect, test } from "vitest";
import type { RecordData } from "@/api/types";
import { inOrder } from "./inOrder";

const card = (id: string, values: Record<string, unknown>): RecordData => ({ id, version: 1, ...values });
const ids = (records: RecordData[]) => records.map(({ id }) => id).join("");

test("a card that has just come stands where the view's order puts it", () => {
  const amount = (value: string | null) => value && { amount: value, currency: "EUR" };
  const records = [
    card("c", { price: amount("20") }),
    card("a", { price: amount("90") }),
    card("b", { price: amount("30") }),
    card("d", { price: null }),
  ];
  expect(ids(inOrder(records, "-price"))).toBe("abcd");
  expect(ids(inOrder(records, "price,name"))).toBe("cbad");
});

test("dates and numbers are ordered, text stays as the server sorted it", () => {
  expect(ids(inOrder([card("b", { day: "2026-12-02" }), card("a", { day: "2026-12-01" })], "day"))).toBe("ab");
  expect(ids(inOrder([card("b", { days: 12 }), card("a", { days: 2 })], "days"))).toBe("ab");
  expect(ids(inOrder([card("b", { name: "Zoo" }), card("a", { name: "Ark" })], "name"))).toBe("ba");
});
