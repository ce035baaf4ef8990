import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import type { RecordData } from "@/api/types";
import { boat } from "@/testing/metadata";
import { answerRequests } from "@/testing/server";
import { toasts } from "@/ui/toast/toasts";
import { keys } from "./keys";
import { createWrite } from "./useWrite";

const ada: RecordData = { id: "1", version: 4, name: "Ada", price: null };
const bob: RecordData = { id: "2", version: 1, name: "Bob", price: null };
const listKey = keys.list("boat", { sort: "name" });
let client: QueryClient;
const undo = vi.fn();

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(listKey, { pages: [{ records: [ada, bob], next: null }], pageParams: [null] });
  client.setQueryData(keys.page("harbour", "h"), {
    record: { id: "h", version: 1 },
    related: [{ object: "boat", field: "harbour", label: "Boats", records: [ada], total: { count: 1, exact: true } }],
    history: { changes: [], next: null },
  });
  undo.mockReset();
});

function shown(): RecordData[] {
  return (
    client.getQueryData<{ pages: { records: RecordData[] }[] }>(listKey)?.pages.flatMap((page) => page.records) ?? []
  );
}

function shownAsRelated(): unknown {
  return client.getQueryData<{ related: { records: RecordData[] }[] }>(keys.page("harbour", "h"))?.related[0]
    ?.records[0]?.name;
}

test("an edit shows at once, everywhere, and then holds the server's answer", async () => {
  let answer: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const sent = answerRequests(async () => {
    await gate;
    return { body: { ...ada, version: 5, name: "Ada L" } };
  });
  const saving = createWrite(client, boat, undo).update(ada, { name: "ada l" });
  expect(shown()[0]?.name).toBe("ada l");
  expect(shownAsRelated()).toBe("ada l");
  expect(shown()[1]).toBe(bob);
  answer();
  await saving;
  expect(shown()[0]).toMatchObject({ name: "Ada L", version: 5 });
  expect(sent[0]?.headers.get("If-Match")).toBe('"4"');
});

test("a refused edit is rolled back and says which field and why", async () => {
  answerRequests(() => ({
    status: 422,
    body: { detail: "Not saved.", errors: [{ field: "name", code: "x", detail: "The name is taken." }] },
  }));
  await expect(createWrite(client, boat, undo).update(ada, { name: "Bob" })).rejects.toThrow();
  expect(shown()[0]?.name).toBe("Ada");
  expect(shownAsRelated()).toBe("Ada");
  expect(toasts.get().at(-1)).toMatchObject({
    tone: "failed",
    text: "Name was not saved.",
    detail: "The name is taken.",
  });
});

test("a rolled-back edit leaves alone what a later edit has put there", async () => {
  let refuse: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  let count = 0;
  answerRequests(async () => {
    count += 1;
    if (count > 1) return { body: { ...ada, version: 5, name: "Second" } };
    await gate;
    return { status: 422, body: {} };
  });
  const write = createWrite(client, boat, undo);
  const first = write.update(ada, { name: "First" }).catch(() => undefined);
  const second = write.update(ada, { name: "Second" });
  refuse();
  await Promise.all([first, second]);
  expect(shown()[0]?.name).toBe("Second");
});

test("a quick second edit of a record is based on the version of the first", async () => {
  let version = 4;
  const sent = answerRequests(({ body }) => {
    version += 1;
    return { body: { ...ada, ...(body as object), version } };
  });
  const write = createWrite(client, boat, undo);
  await Promise.all([write.update(ada, { name: "A" }), write.update(ada, { price: { amount: "1", currency: "EUR" } })]);
  expect(sent.filter(({ method }) => method === "PATCH").map(({ headers }) => headers.get("If-Match"))).toEqual([
    '"4"',
    '"5"',
  ]);
});

test("a conflict offers to use one's own value, without the old version", async () => {
  const sent = answerRequests(({ headers }) =>
    headers.has("If-Match")
      ? { status: 412, body: { detail: "Changed by Bob." } }
      : { body: { ...ada, version: 9, name: "Mine" } },
  );
  await createWrite(client, boat, undo)
    .update(ada, { name: "Mine" })
    .catch(() => undefined);
  expect(shown()[0]?.name).toBe("Ada");
  const toast = toasts.get().at(-1);
  expect(toast?.action?.label).toBe("Use my value");
  toast?.action?.run();
  await vi.waitFor(() => expect(shown()[0]).toMatchObject({ name: "Mine", version: 9 }));
  expect(sent).toHaveLength(2);
});

test("a deleted record goes at once and offers undo of its change set", async () => {
  answerRequests(() => ({ status: 204, headers: { "X-Change-Set": "c7" } }));
  const removing = createWrite(client, boat, undo).remove([ada]);
  await vi.waitFor(() => expect(shown().map(({ id }) => id)).toEqual(["2"]));
  await removing;
  toasts.get().at(-1)?.action?.run();
  expect(undo).toHaveBeenCalledWith("c7");
});

test("a refused delete brings the records back and says why", async () => {
  answerRequests(() => ({ status: 403, body: { detail: "You may not delete boats." } }));
  await expect(createWrite(client, boat, undo).remove([ada])).rejects.toThrow();
  expect(shown().map(({ id }) => id)).toEqual(["1", "2"]);
  expect(toasts.get().at(-1)?.detail).toBe("You may not delete boats.");
});

test("a bulk delete is one request and names the rows that were refused", async () => {
  const sent = answerRequests(() => ({
    body: {
      change_set: "c8",
      results: [
        { status: "deleted", id: "1", errors: [] },
        { status: "failed", id: "2", errors: [{ field: "", code: "x", detail: "Bob is locked." }] },
      ],
    },
  }));
  await createWrite(client, boat, undo).remove([ada, bob]);
  expect(sent.filter(({ method }) => method === "POST")).toHaveLength(1);
  expect(toasts.get().map(({ detail }) => detail)).toContain("Bob is locked.");
});
