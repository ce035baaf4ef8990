import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { actOnImport, changeImport, type ImportAct, listImports, readImport, readImportRows } from "@/api/imports";
import type { Import, ImportChanges, ImportList, ImportRows, ImportState, RowStatus } from "@/api/importTypes";
import type { Id } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { keys as recordKeys } from "@/records/keys";
import { inTurn } from "@/records/turns";

const AT_WORK = new Set<ImportState>(["checking", "running", "undoing"]);
const importKey = (id: Id) => ["imports", "one", id] as const;
const LIST = ["imports", "list"] as const;

export const isAtWork = (state: ImportState): boolean => AT_WORK.has(state);

/** One import, read every second while the server works on it. */
export function useImport(id: Id) {
  return useQuery({
    queryKey: importKey(id),
    queryFn: ({ signal }) => readImport(id, signal),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data.state) ? 1_000 : false),
  });
}

export function useImports() {
  return useInfiniteQuery({
    queryKey: LIST,
    queryFn: ({ pageParam, signal }) => listImports(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ImportList) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.imports.some((one) => isAtWork(one.state))) ? 2_000 : false,
  });
}

/** The rows of one status, of the latest check or run: `summary` keeps them apart. */
export function useImportRows(given: Import, status: RowStatus) {
  return useInfiniteQuery({
    queryKey: ["imports", "rows", given.id, given.state, given.finished_at, given.summary?.of, status],
    queryFn: ({ pageParam, signal }) => readImportRows(given.id, status, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ImportRows) => page.next,
  });
}

/** Changes an import one step after the other and keeps what the server makes of it. Failures are shown; answers null then. */
export function useSteering(id: Id) {
  const client = useQueryClient();
  const keep = useCallback(
    (made: Import): Import => {
      client.setQueryData(importKey(id), made);
      void client.invalidateQueries({ queryKey: LIST });
      return made;
    },
    [client, id],
  );
  const steer = useCallback(
    (job: () => Promise<Import>, failed: string): Promise<Import | null> =>
      inTurn(`import ${id}`, async () => {
        try {
          await client.cancelQueries({ queryKey: importKey(id) });
          return keep(await job());
        } catch (error) {
          showFailure(failed, error);
          void client.invalidateQueries({ queryKey: importKey(id) });
          return null;
        }
      }),
    [client, id, keep],
  );
  return {
    change: (changes: ImportChanges) => steer(() => changeImport(id, changes), t("This could not be changed.")),
    act: async (act: ImportAct) => {
      const made = await steer(() => actOnImport(id, act), t("This could not be done."));
      if (act === "run" || act === "undo")
        void client.invalidateQueries({ queryKey: recordKeys.all, refetchType: "none" });
      return made;
    },
  };
}
