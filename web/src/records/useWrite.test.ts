import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import type { RecordData } from "@/api/types";
import { boat } from "@/testing/metadata";
import { answerRequests } from "@/testing/server";
import { hideToastsAbout, toasts } from "@/ui/toast/toasts";
import { conflicting } from "./conflict";
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

/** A server on which Bob has just changed the name; it takes what is based on his version. */
function changedByBob() {
  const bobs = { ...ada, version: 5, name: "Bob's" };
  const set = {
    id: "c",
    actor: { kind: "user", id: "b", label: "Bob" },
    source: "",
    why: "",
    at: "2026-11-24T10:00:00Z",
  };
  const fields = [{ field: "name", label: "Name", before: "Ada", after: "Bob's" }];
  const page = {
    record: bobs,
    related: [],
    history: { changes: [{ id: "x", change_set: set, kind: "update", fields }] },
  };
  return answerRequests(({ method, headers, body }) => {
    if (method === "GET") return { body: page };
    if (headers.get("If-Match") === '"5"') return { body: { ...bobs, ...(body as object), version: 6 } };
    return { status: 412, body: { errors: [{ field: "name", code: "changed", detail: "It is now Bob's." }] } };
  });
}

test("a conflict shows the other's value and who gave it, and one's own when it is chosen", async () => {
  changedByBob();
  const saving = createWrite(client, boat, undo).update(ada, { name: "Mine" });
  await vi.waitFor(() => expect(conflicting.get()).not.toBeNull());
  expect(shown()[0]?.name).toBe("Bob's");
  expect(conflicting.get()?.clashes).toMatchObject([
    { field: "name", mine: "Mine", theirs: "Bob's", by: { label: "Bob" } },
  ]);
  conflicting.get()?.answer(new Set(["name"]));
  await saving;
  expect(shown()[0]).toMatchObject({ name: "Mine", version: 6 });
});

test("a conflict that is left writes nothing of the field", async () => {
  const sent = changedByBob();
  const saving = createWrite(client, boat, undo).update(ada, { name: "Mine" });
  await vi.waitFor(() => expect(conflicting.get()).not.toBeNull());
  conflicting.get()?.answer(null);
  await saving;
  expect(shown()[0]).toMatchObject({ name: "Bob's", version: 5 });
  expect(sent.filter(({ method }) => method === "PATCH")).toHaveLength(1);
});

test("a value that came from somebody else during the edit is not written over unasked", async () => {
  changedByBob();
  const bobs = { ...ada, version: 5, name: "Bob's" };
  client.setQueryData(listKey, { pages: [{ records: [bobs, bob], next: null }], pageParams: [null] });
  const saving = createWrite(client, boat, undo).update(bobs, { name: "Mine" }, { seen: { name: "Ada" } });
  await vi.waitFor(() => expect(conflicting.get()?.clashes).toMatchObject([{ mine: "Mine", theirs: "Bob's" }]));
  conflicting.get()?.answer(null);
  expect(await saving).toMatchObject({ name: "Bob's" });
});

test("changes of different fields go together without a question", async () => {
  changedByBob();
  const price = { amount: "7", currency: "EUR" };
  await createWrite(client, boat, undo).update(ada, { price });
  expect(conflicting.get()).toBeNull();
  expect(shown()[0]).toMatchObject({ name: "Bob's", price, version: 6 });
});

test("a deleted record goes at once and offers undo of its change set", async () => {
  answerRequests(() => ({ status: 204, headers: { "X-Change-Set": "c7" } }));
  const removing = createWrite(client, boat, undo).remove([ada]);
  await vi.waitFor(() => expect(shown().map(({ id }) => id)).toEqual(["2"]));
  await removing;
  toasts.get().at(-1)?.action?.run();
  expect(undo).toHaveBeenCalledWith("c7");
});

test("the offer to undo goes when the change is undone by the keyboard", async () => {
  answerRequests(() => ({ status: 204, headers: { "X-Change-Set": "c7" } }));
  await createWrite(client, boat, undo).remove([ada]);
  expect(toasts.get().map(({ about }) => about)).toContain("c7");
  hideToastsAbout("c7");
  expect(toasts.get().map(({ about }) => about)).not.toContain("c7");
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
