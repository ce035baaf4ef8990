const tails = new Map<string, Promise<unknown>>();

/** Runs the jobs of one key one after another, so that two quick edits of a record never overtake each other. */
export function inTurn<T>(key: string, job: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const run = before.then(job, job);
  const tail = run.catch(() => undefined);
  tails.set(key, tail);
  void tail.then(() => {
    if (tails.get(key) === tail) tails.delete(key);
  });
  return run;
}
