import { expect, test } from "vitest";
import { createFormats } from "@/lib/formats";
import { sumsOf } from "./sums";

const formats = createFormats({ locale: "en-GB", timeZone: "Europe/Prague", currency: "EUR" });

test("the weighted sum is the sum times the stage's probability", () => {
  const sums = sumsOf({ count: 2, sum_price: [{ amount: "1001.50", currency: "EUR" }] }, "price", 55, formats);
  expect(sums.sum).toBe("€1,002");
  expect(sums.weighted).toBe("€551");
  expect(sums.full).toBe("€1,001.50, at 55%: €550.83");
});

test("the workspace's currency comes first and none is added to another", () => {
  const amounts = [
    { amount: "10", currency: "CZK" },
    { amount: "20", currency: "EUR" },
  ];
  expect(sumsOf({ sum_price: amounts }, "price", 50, formats).sum).toMatch(/^€20 \+ .*10$/);
});

test("a lane that is decided has no weighted sum, an empty one shows nought", () => {
  expect(sumsOf({ sum_price: [{ amount: "10", currency: "EUR" }] }, "price", 100, formats).weighted).toBe("");
  expect(sumsOf({ sum_price: [] }, "price", 50, formats)).toMatchObject({ sum: "€0", weighted: "€0" });
});
