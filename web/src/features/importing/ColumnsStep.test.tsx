import { act, fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Import } from "@/api/importTypes";
import { draw } from "@/testing/draw";
import { ColumnsStep } from "./ColumnsStep";

const target = (field: string, label: string) => ({
  field,
  part: "",
  label,
  kind: "text",
  required: false,
  several: false,
});

const given = {
  id: "1",
  object: "deal",
  state: "draft",
  source: { format: "csv", encoding: "utf-8", delimiter: ",", sheet: "", sheets: [], header: true },
  columns: [
    {
      index: 0,
      name: "Betrag",
      samples: ["12"],
      unsure_dates: false,
      guess: { field: null, part: "", confidence: 0 },
    },
  ],
  targets: [target("name", "Name"), target("amount", "Amount"), target("discount", "Amount off")],
  mapping: [],
  problems: [],
  notes: [],
} as unknown as Import;

async function box(change: () => void) {
  const steering = { change, act: vi.fn() } as never;
  await draw(<ColumnsStep given={given} steering={steering} go={vi.fn()} />);
  return screen.getByRole("combobox", { name: "Field for Betrag" });
}

test("Enter takes the first field that fits what was typed", async () => {
  const change = vi.fn();
  const input = await box(change);
  act(() => input.focus());
  fireEvent.change(input, { target: { value: "amou" } });
  await screen.findByRole("option", { name: "Amount", hidden: true });
  fireEvent.change(input, { target: { value: "amoun" } });
  fireEvent.keyDown(input, { key: "Enter", code: "Enter" });
  expect(change).toHaveBeenCalledWith({ mapping: [{ column: 0, field: "amount", part: "" }] });
});

test("whoever leaves with something typed that was not chosen is told so", async () => {
  const input = await box(vi.fn());
  act(() => input.focus());
  fireEvent.change(input, { target: { value: "amou" } });
  act(() => input.blur());
  expect(await screen.findByText(/“amou” was not chosen/)).toBeTruthy();
});
