import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import type { FeedChange, RecordData } from "@/api/types";
import { boat, meta } from "@/testing/metadata";
import { answerRequests } from "@/testing/server";
import { keys } from "./keys";
import { rememberChangeSet } from "./ownChanges";
import { applyChanges } from "./useChangesFeed";
import { metaQuery } from "./useMeta";

const listKey = keys.list("boat", { sort: "name" });
let client: QueryClient;

beforeEach(() => {
  client = new QueryClient();
  client.setQueryData(metaQuery.queryKey, meta);
  const records = ["1", "2", "3"].map((id) => ({ id, version: 1, name: `Boat ${id}` }));
  client.setQueryData(listKey, { pages: [{ records, next: null }], pageParams: [null] });
});

function change(id: string, kind: FeedChange["kind"], change_set = "c1"): FeedChange {
  return {
    object: boat.key,
    id,
    kind,
    fields: ["name"],
    actor: { kind: "user", id: "u2", label: "Mira" },
    at: "",
    change_set,
  };
}

function names(): unknown[] {
  const data = client.getQueryData<{ pages: { records: RecordData[] }[] }>(listKey);
  return data?.pages.flatMap((page) => page.records.map(({ name }) => name)) ?? [];
}

test("another's edit replaces the row where it stands", async () => {
  const sent = answerRequests(() => ({ body: { id: "2", version: 2, name: "Zora" } }));
  await applyChanges(client, [change("2", "update"), change("2", "update", "c2")]);
  expect(names()).toEqual(["Boat 1", "Zora", "Boat 3"]);
  expect(sent.map(({ url }) => url)).toEqual(["/api/v1/boats/2"]);
});

test("a record that is on no screen is not fetched", async () => {
  const sent = answerRequests(() => ({ body: {} }));
  await applyChanges(client, [change("9", "update")]);
  expect(sent).toEqual([]);
});

test("another's delete takes the row out", async () => {
  answerRequests(() => ({ body: {} }));
  await applyChanges(client, [change("1", "update"), change("1", "delete")]);
  expect(names()).toEqual(["Boat 2", "Boat 3"]);
});

test("a new record makes a short list stale, one's own does not", async () => {
  rememberChangeSet("mine");
  await applyChanges(client, [change("8", "create", "mine")]);
  expect(client.getQueryState(listKey)?.isInvalidated).toBe(false);
  await applyChanges(client, [change("8", "create", "theirs")]);
  expect(client.getQueryState(listKey)?.isInvalidated).toBe(true);
});
