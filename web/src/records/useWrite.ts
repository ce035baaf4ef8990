import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Answer } from "@/api/client";
import { asProblem } from "@/api/problem";
import {
  createRecord,
  deleteRecord,
  readRecordPage,
  restoreRecord,
  runAction,
  updateRecord,
  writeBulk,
} from "@/api/records";
import type { BulkResult, Id, ObjectMeta, Operation, RecordData } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";
import { showToast } from "@/ui/toast/toasts";
import { findRecord, patchRecord, removeRecords } from "./cache";
import { changedSince, settleConflict } from "./conflict";
import { labelsOf, showFailure } from "./failure";
import { keys } from "./keys";
import { rememberChangeSet } from "./ownChanges";
import { titleOf } from "./title";
import { inTurn } from "./turns";
import { useUndo } from "./useUndo";

export interface UpdateOptions {
  /** A sentence for a toast with "Undo", such as "Moved to Won". Without it an edit is silent; Ctrl+Z undoes it still. */
  done?: string;
  /** The caller shows the failure itself, such as a form or a dialog that asks for missing fields. */
  quiet?: boolean;
  /** The values when the person began to edit them: what came since from somebody else is not written over unasked. */
  seen?: Record<string, unknown>;
}

export interface Write {
  /** Makes a record. Rejects with a `Problem` whose `byField` a form shows. */
  create(values: Record<string, unknown>, idempotencyKey?: string): Promise<RecordData>;
  /** Shows the new values at once everywhere, then saves; rolls back and says why on failure, and rejects. */
  update(record: RecordData, values: Record<string, unknown>, options?: UpdateOptions): Promise<RecordData>;
  /** Takes the records away at once, offers undo. */
  remove(records: RecordData[]): Promise<void>;
  restore(id: Id): Promise<RecordData>;
  /** Many operations as one change set, undone as one; partial failure is reported by row. */
  bulk(operations: Operation[], done: (count: number) => string): Promise<BulkResult>;
  /** Runs one of the object's actions with its input. */
  run(record: RecordData, action: string, input?: Record<string, unknown>, done?: string): Promise<RecordData>;
}

/** The one way in which screens write. Every method shows its result at once and offers undo. */
export function useWrite(object: ObjectMeta): Write {
  const client = useQueryClient();
  const undo = useUndo();
  return useMemo(() => createWrite(client, object, (changeSet) => void undo(changeSet)), [client, object, undo]);
}

/** The methods without React, for tests and for code outside components. */
export function createWrite(client: QueryClient, object: ObjectMeta, undo: (changeSet: Id) => void): Write {
  const offerUndo = (text: string, changeSet: Id | null) =>
    showToast({
      text,
      about: changeSet ?? undefined,
      action: changeSet ? { label: t("Undo"), run: () => undo(changeSet) } : undefined,
    });

  const settle = (id?: Id) => {
    void client.invalidateQueries({ queryKey: keys.groups(object.key) });
    void client.invalidateQueries({ queryKey: keys.totals(object.key) });
    if (id) {
      void client.invalidateQueries({ queryKey: keys.history(object.key, id) });
      void client.invalidateQueries({ queryKey: keys.page(object.key, id) });
    }
  };

  const keep = ({ data, changeSet }: Answer<RecordData>): RecordData => {
    rememberChangeSet(changeSet);
    patchRecord(client, object.key, data.id, data);
    return data;
  };

  const update: Write["update"] = (record, values, options = {}) => {
    const before = findRecord(client, object.key, record.id) ?? record;
    const old = Object.fromEntries(Object.keys(values).map((key) => [key, before[key]]));
    const surprise = changedSince(before, options.seen);
    void client.cancelQueries({ queryKey: keys.object(object.key) });
    patchRecord(client, object.key, record.id, values);

    const rollBack = () => {
      const now = findRecord(client, object.key, record.id);
      const untouched = Object.keys(values).filter((key) => !now || now[key] === values[key]);
      patchRecord(client, object.key, record.id, Object.fromEntries(untouched.map((key) => [key, old[key]])));
    };

    const save = async (left: Record<string, unknown>, basedOn: number): Promise<RecordData> => {
      try {
        const answer = await updateRecord(object.plural, record.id, left, basedOn);
        const saved = keep(answer);
        if (options.done) offerUndo(options.done, answer.changeSet);
        return saved;
      } catch (error) {
        if (asProblem(error).status !== 412) throw error;
        return saveOver(left, error);
      }
    };

    /** Somebody else wrote the record meanwhile: theirs is shown, and what is left of one's own goes on top of it. */
    const saveOver = async (mine: Record<string, unknown>, refusal: unknown): Promise<RecordData> => {
      const now = await readRecordPage(object.plural, record.id);
      patchRecord(client, object.key, record.id, now.record);
      const left = await settleConflict(object, now, mine, refusal);
      if (Object.keys(left).length === 0) return now.record;
      patchRecord(client, object.key, record.id, left);
      return save(left, now.record.version);
    };

    return inTurn(record.id, async () => {
      const { version } = findRecord(client, object.key, record.id) ?? record;
      try {
        return await (surprise ? saveOver(values, surprise) : save(values, version));
      } catch (error) {
        rollBack();
        if (!options.quiet) {
          const fields = labelsOf(object, Object.keys(values));
          showFailure(t("{{fields}} was not saved.", { fields }), error);
        }
        throw error;
      } finally {
        settle(record.id);
      }
    });
  };

  return {
    update,

    create: async (values, idempotencyKey = crypto.randomUUID()) => {
      const answer = await createRecord(object.plural, values, idempotencyKey);
      rememberChangeSet(answer.changeSet);
      await client.invalidateQueries({ queryKey: keys.lists(object.key) });
      void client.invalidateQueries({ queryKey: keys.all, predicate: ({ queryKey }) => queryKey[2] === "page" });
      settle();
      return answer.data;
    },

    remove: async (records) => {
      const ids = new Set(records.map(({ id }) => id));
      const [only] = records;
      await client.cancelQueries({ queryKey: keys.all });
      const snapshots = client.getQueriesData({ queryKey: keys.all });
      removeRecords(client, object.key, ids);
      try {
        let changeSet: Id | null;
        let gone = records.length;
        if (only && records.length === 1) {
          changeSet = (await deleteRecord(object.plural, only.id)).changeSet;
        } else {
          const operations = [...ids].map((id): Operation => ({ op: "delete", id }));
          const { data } = await writeBulk(object.plural, operations, crypto.randomUUID());
          changeSet = data.change_set;
          gone = data.results.filter(({ status }) => status === "deleted").length;
          const refused = data.results.find(({ status }) => status === "failed");
          if (refused) {
            const reason = refused.errors[0]?.detail ?? "";
            const text = t("{{count}} of {{all}} were not deleted.", {
              count: records.length - gone,
              all: records.length,
            });
            showToast({ tone: "failed", text, detail: reason });
            void client.invalidateQueries({ queryKey: keys.lists(object.key) });
          }
        }
        rememberChangeSet(changeSet);
        if (gone && only) {
          const title = titleOf(object, only);
          offerUndo(plural(gone, "{{title}} was deleted.", "{{count}} records were deleted.", { title }), changeSet);
        }
      } catch (error) {
        for (const [key, data] of snapshots) client.setQueryData(key, data);
        showFailure(t("Nothing was deleted."), error);
        throw error;
      } finally {
        settle();
        void client.invalidateQueries({ queryKey: keys.lists(object.key), refetchType: "none" });
      }
    },

    restore: async (id) => {
      const restored = keep(await restoreRecord(object.plural, id));
      await client.invalidateQueries({ queryKey: keys.object(object.key) });
      return restored;
    },

    bulk: async (operations, done) => {
      for (const operation of operations) {
        if (operation.op === "update") patchRecord(client, object.key, operation.id, operation.values);
      }
      try {
        const { data } = await writeBulk(object.plural, operations, crypto.randomUUID());
        rememberChangeSet(data.change_set);
        const failed = data.results.filter(({ status }) => status === "failed");
        const fine = data.results.length - failed.length;
        if (fine) offerUndo(done(fine), data.change_set);
        if (failed.length) {
          showToast({
            tone: "failed",
            text: plural(failed.length, "One record was not changed.", "{{count}} records were not changed."),
            detail: failed[0]?.errors[0]?.detail,
          });
        }
        return data;
      } catch (error) {
        showFailure(t("Nothing was changed."), error);
        throw error;
      } finally {
        void client.invalidateQueries({ queryKey: keys.object(object.key) });
      }
    },

    run: async (record, action, input = {}, done) => {
      const answer = await runAction(object.plural, record.id, action, input);
      const after = keep(answer);
      if (done) offerUndo(done, answer.changeSet);
      settle(record.id);
      return after;
    },
  };
}
