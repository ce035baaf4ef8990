import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { MetaProvider } from "@/records/useMeta";
import { draw } from "@/testing/draw";
import { boat, meta } from "@/testing/metadata";
import { AddFilter } from "./AddFilter";

test("the keys go on in the value of the field that was chosen", async () => {
  const operators = { text: [{ key: "contains", label: "contains", value: "one" as const }] };
  await draw(
    <MetaProvider value={{ ...meta, operators }}>
      <AddFilter object={boat} total={undefined} onPart={vi.fn()} onStart={vi.fn()} />
    </MetaProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Add a filter" }));
  const fields = await screen.findByRole("textbox", { name: "Find a field" });
  fireEvent.change(fields, { target: { value: "name" } });
  fireEvent.keyDown(fields, { key: "Enter" });
  await screen.findByRole("button", { name: "Back to the fields" });
  const comparison = screen.getByRole("combobox", { name: /How to compare/ });
  await waitFor(() => expect(document.activeElement?.tagName).toBe("INPUT"));
  expect(document.activeElement).not.toBe(comparison);
});
