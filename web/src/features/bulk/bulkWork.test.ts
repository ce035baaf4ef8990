import { afterEach, describe, expect, it, vi } from "vitest";
import type { Operation } from "@/api/types";
import { boat } from "@/testing/metadata";
import { answerRequests } from "@/testing/server";
import { failedAsCsv, PIECE, type Progress, runBulk } from "./bulkWork";

afterEach(() => vi.unstubAllGlobals());

const COUNT = 1_100;
const all = Array.from({ length: COUNT }, (_, at) => ({ id: `b${at}`, version: 1, name: `Boat ${at}` }));

/** A server that pages through all boats and refuses every hundredth. */
function harbourMaster() {
  return answerRequests(({ method, url, body }) => {
    if (method === "GET") {
      const cursor = Number(new URL(url, "http://x").searchParams.get("cursor") ?? 0);
      const records = all.slice(cursor, cursor + 200);
      return { body: { records, next: cursor + 200 < COUNT ? String(cursor + 200) : null } };
    }
    const { operations } = body as { operations: { id: string }[] };
    const results = operations.map(({ id }) =>
      id.endsWith("00")
        ? { status: "failed", id, errors: [{ field: "name", code: "no", detail: "It is at sea." }] }
        : { status: "updated", id, errors: [] },
    );
    return { body: { change_set: `set-${operations[0]?.id}`, results } };
  });
}

const args = (signal: AbortSignal, onProgress: (progress: Progress) => void) => ({
  object: boat,
  target: { filter: null, except: new Set(["b1"]) },
  total: COUNT - 1,
  fields: [],
  operation: ({ id }: { id: string }): Operation => ({ op: "update", id, values: { price: null } }),
  signal,
  onProgress,
});

describe("work over many records", () => {
  it("reads all that match before it writes, and writes in pieces with progress", async () => {
    const sent = harbourMaster();
    const seen: number[] = [];
    const end = await runBulk(args(new AbortController().signal, ({ done }) => seen.push(done)));

    const writes = sent.filter(({ method }) => method === "POST");
    expect(writes.map(({ body }) => (body as { operations: unknown[] }).operations.length)).toEqual([PIECE, PIECE, 99]);
    const firstWrite = sent.findIndex(({ method }) => method === "POST");
    expect(sent.slice(firstWrite).some(({ method }) => method === "GET")).toBe(false);
    expect(end.done).toBe(COUNT - 1);
    expect(seen).toContain(PIECE);
    expect(end.changeSets).toHaveLength(3);
  });

  it("names each record that was refused and why", async () => {
    harbourMaster();
    const { failed } = await runBulk(args(new AbortController().signal, () => undefined));
    expect(failed[0]).toEqual({ id: "b100", title: "Boat 100", reason: "It is at sea." });
  });

  it("stops between pieces and keeps what is done", async () => {
    harbourMaster();
    const stopper = new AbortController();
    const end = await runBulk(args(stopper.signal, ({ done }) => done >= PIECE && stopper.abort()));
    expect(end.done).toBe(PIECE);
  });
});

describe("the file of what failed", () => {
  it("has the reason beside the name and makes formulas harmless", () => {
    const csv = failedAsCsv(boat, [{ id: "b1", title: "=1+1", reason: 'It is "at sea".' }]);
    expect(csv).toContain(`"'=1+1","It is ""at sea"".","b1"`);
  });
});
