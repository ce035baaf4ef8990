import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenForShortcuts, switchShortcuts, useShortcuts } from "./shortcuts";

const run = vi.fn();
let stop: () => void;

function Page({ keys }: { keys: string[] }) {
  useShortcuts(keys.map((key) => ({ keys: key, label: key, run: () => run(key), whileTyping: key === "mod+k" })));
  return <input aria-label="box" />;
}

beforeEach(() => {
  run.mockReset();
  stop = listenForShortcuts(document);
});

afterEach(() => {
  stop();
  switchShortcuts(true);
});

test("a key runs, two keys run one after the other", () => {
  render(<Page keys={["c", "g d", "g c"]} />);
  fireEvent.keyDown(document.body, { key: "c" });
  fireEvent.keyDown(document.body, { key: "g" });
  fireEvent.keyDown(document.body, { key: "d" });
  fireEvent.keyDown(document.body, { key: "g" });
  fireEvent.keyDown(document.body, { key: "c" });
  expect(run.mock.calls.flat()).toEqual(["c", "g d", "g c"]);
});

test("no key fires while typing, but those with mod that say so", () => {
  render(<Page keys={["c", "mod+k", "mod+z"]} />);
  const box = screen.getByLabelText("box");
  fireEvent.keyDown(box, { key: "c" });
  fireEvent.keyDown(box, { key: "z", ctrlKey: true });
  fireEvent.keyDown(box, { key: "k", ctrlKey: true });
  expect(run.mock.calls.flat()).toEqual(["mod+k"]);
});

test("all can be switched off, but the palette", () => {
  render(<Page keys={["c", "mod+k"]} />);
  switchShortcuts(false);
  fireEvent.keyDown(document.body, { key: "c" });
  fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  expect(run.mock.calls.flat()).toEqual(["mod+k"]);
});

test("a key goes with its page", () => {
  const page = render(<Page keys={["c"]} />);
  page.unmount();
  fireEvent.keyDown(document.body, { key: "c" });
  expect(run).not.toHaveBeenCalled();
});
