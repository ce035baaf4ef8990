import type { QueryClient } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { undoChanges } from "@/api/records";
import type { Id, ObjectMeta, Operation, RecordData } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";
import { createStore } from "@/lib/store";
import { editRecords } from "@/records/cache";
import { keys } from "@/records/keys";
import { forgetChangeSet, rememberChangeSet } from "@/records/ownChanges";
import { showToast } from "@/ui/toast/toasts";
import { type Progress, runBulk, type Target } from "./bulkWork";

/** A piece of work over many records, while it runs and until its failures have been looked at. */
export interface Job extends Progress {
  object: ObjectMeta;
  /** What it does, such as "Changing Owner". */
  label: string;
  running: boolean;
  stop: () => void;
}

/** Lives outside the screen, so that the work goes on while one looks at something else. */
export const job = createStore<Job | null>(null);

interface Task {
  object: ObjectMeta;
  target: Target;
  total: number | null;
  label: string;
  fields?: string[];
  operation: (record: RecordData) => Operation | null;
  /** Shows the result at once on what is on the screen; null takes the record away. */
  preview: (record: RecordData) => RecordData | null;
  done: (count: number) => string;
}

/** Starts a task; a second one waits for nobody: it is refused while one runs. */
export async function startJob(client: QueryClient, task: Task): Promise<void> {
  if (job.get()?.running) {
    showToast({ tone: "failed", text: t("Wait until the work before is done, or stop it.") });
    return;
  }
  const { object, target, total, label } = task;
  const stopper = new AbortController();
  const shown = (progress: Progress, running: boolean) =>
    job.set({ ...progress, object, label, running, stop: () => stopper.abort() });
  await client.cancelQueries({ queryKey: keys.all });
  showAtOnce(client, task);
  try {
    const end = await runBulk({
      object,
      target,
      total,
      fields: task.fields ?? [],
      operation: task.operation,
      signal: stopper.signal,
      onProgress: (progress) => shown(progress, true),
    });
    for (const id of end.changeSets) rememberChangeSet(id);
    finish(client, end, task, shown);
  } catch (error) {
    job.set(null);
    if (!stopper.signal.aborted) {
      showToast({ tone: "failed", text: t("Nothing was changed."), detail: asProblem(error).message });
    }
  } finally {
    void client.invalidateQueries({ queryKey: keys.all });
  }
}

function finish(
  client: QueryClient,
  end: Progress,
  task: Task,
  shown: (progress: Progress, running: boolean) => void,
): void {
  const fine = end.done - end.failed.length;
  if (end.failed.length) shown(end, false);
  else job.set(null);
  if (fine > 0) {
    showToast({
      text: task.done(fine),
      action: end.changeSets.length ? { label: t("Undo"), run: () => void undoAll(client, end.changeSets) } : undefined,
    });
  }
}

/** One undo for the whole: the pieces from the last to the first. */
async function undoAll(client: QueryClient, changeSets: Id[]): Promise<void> {
  let undone = 0;
  let kept = 0;
  try {
    for (const id of [...changeSets].reverse()) {
      const answer = await undoChanges(id);
      forgetChangeSet(id);
      undone += answer.undone;
      kept += answer.kept.length;
    }
    showToast({
      text: plural(undone, "{{count}} record is as it was before.", "{{count}} records are as they were before."),
      detail: kept
        ? plural(
            kept,
            "{{count}} value was kept, because it was changed later.",
            "{{count}} values were kept, because they were changed later.",
          )
        : undefined,
    });
  } catch (error) {
    showToast({ tone: "failed", text: t("Not everything could be undone."), detail: asProblem(error).message });
  } finally {
    await client.invalidateQueries({ queryKey: keys.all });
  }
}

/** One walk over the cache for all records: a walk for each would stop the screen. */
function showAtOnce(client: QueryClient, { object, target, preview }: Task): void {
  // Which of the records on other screens match a filter only the server knows; they are read again at the end.
  if (!("ids" in target)) return;
  const ids = new Set(target.ids);
  for (const [key, data] of client.getQueriesData({ queryKey: keys.all })) {
    const edited = editRecords(data, String(key[1]), object.key, (record) =>
      ids.has(record.id) ? preview(record) : record,
    );
    if (edited !== data) client.setQueryData(key, edited);
  }
}

export function closeJob(): void {
  if (!job.get()?.running) job.set(null);
}
