import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { RecordData } from "@/api/types";
import { fieldOf } from "@/records/useMeta";
import { draw } from "@/testing/draw";
import { boat, fieldMeta, objectMeta } from "@/testing/metadata";
import { answerRequests } from "@/testing/server";
import { EditableValue } from "./EditableValue";

const record: RecordData = {
  id: "1",
  version: 1,
  name: "Ada",
  price: { amount: "1200.00", currency: "EUR" },
  captain: null,
};

function saved(sent: ReturnType<typeof answerRequests>): unknown[] {
  return sent.filter(({ method }) => method === "PATCH").map(({ body }) => body);
}

test("Enter opens the value and Enter saves it", async () => {
  const sent = answerRequests(({ body }) => ({ body: { ...record, ...(body as object), version: 2 } }));
  await draw(<EditableValue object={boat} record={record} field={fieldOf(boat, "name")} />);
  const user = userEvent.setup();
  await user.tab();
  await user.keyboard("{Enter}");
  await user.clear(screen.getByRole("textbox"));
  await user.keyboard("Grace{Enter}");
  await waitFor(() => expect(saved(sent)).toEqual([{ name: "Grace" }]));
});

test("Escape leaves the value as it was and sends nothing", async () => {
  const sent = answerRequests(() => ({ body: record }));
  await draw(<EditableValue object={boat} record={record} field={fieldOf(boat, "name")} />);
  const user = userEvent.setup();
  await user.click(screen.getByText("Ada"));
  await user.keyboard("Grace{Escape}");
  expect(screen.getByText("Ada")).toBeInTheDocument();
  expect(saved(sent)).toEqual([]);
});

test("leaving an untouched value sends nothing", async () => {
  const sent = answerRequests(() => ({ body: record }));
  await draw(<EditableValue object={boat} record={record} field={fieldOf(boat, "price")} />);
  const user = userEvent.setup();
  await user.click(screen.getByText("€1,200"));
  await user.keyboard("{Enter}");
  expect(saved(sent)).toEqual([]);
});

test("what is no amount stays open and says what to type", async () => {
  const sent = answerRequests(() => ({ body: record }));
  await draw(<EditableValue object={boat} record={record} field={fieldOf(boat, "price")} />);
  const user = userEvent.setup();
  await user.click(screen.getByText("€1,200"));
  await user.clear(screen.getByRole("textbox"));
  await user.keyboard("lots{Enter}");
  expect(screen.getByText(/Type an amount such as/)).toBeInTheDocument();
  await user.clear(screen.getByRole("textbox"));
  await user.keyboard("1,500{Enter}");
  await waitFor(() => expect(saved(sent)).toEqual([{ price: { amount: "1500", currency: "EUR" } }]));
});

test("a user is picked by name", async () => {
  const sent = answerRequests(({ body }) => ({ body: { ...record, ...(body as object), version: 2 } }));
  await draw(<EditableValue object={boat} record={record} field={fieldOf(boat, "captain")} />);
  const user = userEvent.setup();
  await user.click(screen.getByText("Add"));
  await user.keyboard("dan");
  await user.click(await screen.findByRole("option", { name: /Dana Umber/ }));
  await waitFor(() => expect(saved(sent)).toEqual([{ captain: { id: "u1", name: "Dana Umber" } }]));
});

test("a value one may only read says why and does not open", async () => {
  const fixed = objectMeta("boat", [fieldMeta("name", "text", { can: "read" })]);
  await draw(<EditableValue object={fixed} record={record} field={fieldOf(fixed, "name")} />);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByTitle(/Ask an administrator/)).toHaveTextContent("Ada");
});
