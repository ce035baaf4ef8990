import { asProblem, Problem } from "@/api/problem";
import type { ActorRef, Change, ObjectMeta, RecordData, RecordPageData } from "@/api/types";
import { createStore } from "@/lib/store";
import { isOwnChangeSet } from "./ownChanges";

/** One field that two people changed at the same time. */
export interface Clash {
  field: string;
  mine: unknown;
  theirs: unknown;
  /** Who put the other value there, and when; null where the history does not say. */
  by: ActorRef | null;
  at: string | null;
}

interface ConflictQuestion {
  object: ObjectMeta;
  /** The record as it is now. */
  record: RecordData;
  clashes: Clash[];
  /** The keys of the fields whose own value is wanted; null leaves all as it is. */
  answer: (mine: ReadonlySet<string> | null) => void;
}

/** What the conflict dialog is asked; null while there is none. One host of it stands in the app. */
export const conflicting = createStore<ConflictQuestion | null>(null);

/**
 * What is left to save of some values after somebody else wrote the record meanwhile. Fields that only one of the two
 * changed go together by themselves; about the others the person decides, one by one.
 */
export async function settleConflict(
  object: ObjectMeta,
  now: RecordPageData,
  values: Record<string, unknown>,
  refusal: unknown,
): Promise<Record<string, unknown>> {
  const clashes = clashesOf(now, values, refusal);
  if (clashes.length === 0) return values;
  const mine = await ask({ object, record: now.record, clashes });
  const given = new Set(clashes.filter(({ field }) => !mine?.has(field)).map(({ field }) => field));
  return Object.fromEntries(Object.entries(values).filter(([key]) => !given.has(key)));
}

export function clashesOf(
  { record, history }: Pick<RecordPageData, "record" | "history">,
  values: Record<string, unknown>,
  refusal: unknown,
): Clash[] {
  const changed = new Set(asProblem(refusal).errors.map(({ field }) => field));
  return Object.keys(values)
    .filter((key) => changed.has(key) && !isSame(record[key], values[key]))
    .flatMap((key): Clash[] => {
      const set = newestOf(history.changes, key)?.change_set;
      // One's own edit of a moment ago is no surprise.
      if (set && isOwnChangeSet(set.id)) return [];
      return [{ field: key, mine: values[key], theirs: record[key], by: set?.actor ?? null, at: set?.at ?? null }];
    });
}

/** The refusal that a server would give for fields which changed since somebody began to edit them; null when none did. */
export function changedSince(now: RecordData, seen: Record<string, unknown> = {}): Problem | null {
  const changed = Object.keys(seen).filter((key) => key in now && !isSame(now[key], seen[key]));
  const errors = changed.map((field) => ({ field, code: "changed", detail: "" }));
  return errors.length ? new Problem(412, "", null, errors) : null;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const newestOf = (changes: Change[], key: string): Change | undefined =>
  changes.find(({ fields }) => fields.some(({ field }) => field === key));

function ask(question: Omit<ConflictQuestion, "answer">): Promise<ReadonlySet<string> | null> {
  conflicting.get()?.answer(null);
  return new Promise((resolve) => {
    conflicting.set({
      ...question,
      answer: (mine) => {
        conflicting.set(null);
        resolve(mine);
      },
    });
  });
}
