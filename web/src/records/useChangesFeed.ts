import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { asProblem } from "@/api/problem";
import { readRecord } from "@/api/records";
import type { FeedChange, Meta } from "@/api/types";
import { readChanges } from "@/api/workspace";
import { findRecord, patchRecord, removeRecords } from "./cache";
import { connection } from "./connection";
import { keys } from "./keys";
import { isOwnChangeSet } from "./ownChanges";
import { findObject, metaQuery } from "./useMeta";

const EVERY = 1_500;
const SLOWEST = 30_000;
/** Above this many touched records it is cheaper to load the lists again than each record. */
const MOST_SINGLE = 25;
/** A list that was scrolled further keeps its rows; loading them all again would be slow and move them. */
const MOST_PAGES = 2;

/** Keeps open screens live: others' changes appear within about two seconds and leave cursor and scroll alone. */
export function useChangesFeed(): void {
  const client = useQueryClient();
  useEffect(() => {
    let after: string | null = null;
    let wait = EVERY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopped = new AbortController();

    const poll = async () => {
      if (document.hidden || stopped.signal.aborted) return;
      try {
        const page = await readChanges(after, stopped.signal);
        after = page.next;
        wait = EVERY;
        connection.set("online");
        await applyChanges(client, page.changes);
      } catch (error) {
        if (stopped.signal.aborted) return;
        if (asProblem(error).offline) connection.set("offline");
        wait = Math.min(wait * 2, SLOWEST);
      }
      schedule();
    };
    const schedule = () => {
      clearTimeout(timer);
      if (!stopped.signal.aborted) timer = setTimeout(() => void poll(), wait);
    };
    const wake = () => {
      wait = EVERY;
      clearTimeout(timer);
      void poll();
    };
    const sleep = () => connection.set("offline");

    void poll();
    document.addEventListener("visibilitychange", wake);
    addEventListener("online", wake);
    addEventListener("offline", sleep);
    return () => {
      stopped.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
      removeEventListener("online", wake);
      removeEventListener("offline", sleep);
    };
  }, [client]);
}

/** Brings others' changes into the cache. */
export async function applyChanges(client: QueryClient, changes: FeedChange[]): Promise<void> {
  const foreign = changes.filter(({ change_set }) => !isOwnChangeSet(change_set));
  const byObject = groupByObject(foreign);
  await Promise.all([...byObject].map(([object, of]) => applyToObject(client, object, of)));
}

async function applyToObject(client: QueryClient, key: string, changes: FeedChange[]): Promise<void> {
  const meta = client.getQueryData<Meta>(metaQuery.queryKey);
  const object = meta && findObject(meta, key);
  if (!object) return;
  const last = new Map(changes.map((change) => [change.id, change.kind]));
  const gone = [...last].filter(([, kind]) => kind === "delete").map(([id]) => id);
  const come = [...last.values()].some((kind) => kind === "create" || kind === "restore");
  const shown = [...last.keys()].filter((id) => !gone.includes(id) && findRecord(client, key, id));

  if (gone.length) removeRecords(client, key, new Set(gone));
  if (shown.length > MOST_SINGLE) {
    await client.invalidateQueries({ queryKey: keys.lists(key) });
  } else {
    await Promise.allSettled(
      shown.map(async (id) => patchRecord(client, key, id, await readRecord(object.plural, id))),
    );
    if (come) refreshLists(client, key);
  }
  void client.invalidateQueries({ queryKey: keys.groups(key) });
  void client.invalidateQueries({ queryKey: keys.totals(key) });
  for (const id of last.keys()) {
    void client.invalidateQueries({ queryKey: keys.page(key, id) });
    void client.invalidateQueries({ queryKey: keys.history(key, id) });
  }
}

function refreshLists(client: QueryClient, key: string): void {
  void client.invalidateQueries({
    queryKey: keys.lists(key),
    predicate: ({ state }) => ((state.data as { pages?: unknown[] } | undefined)?.pages?.length ?? 0) <= MOST_PAGES,
  });
}

function groupByObject(changes: FeedChange[]): Map<string, FeedChange[]> {
  const groups = new Map<string, FeedChange[]>();
  for (const change of changes) groups.set(change.object, [...(groups.get(change.object) ?? []), change]);
  return groups;
}
