import { useCallback } from "react";
import type { ObjectMeta, RecordData, StageMeta } from "@/api/types";
import { moveToStage } from "@/fields/stage/moveToStage";
import { groupKeyOf } from "@/records/cache";
import { useWrite } from "@/records/useWrite";

/** Moves a card to another lane; nothing happens when it is there already. */
export function useMove(object: ObjectMeta): (record: RecordData, stage: StageMeta) => void {
  const write = useWrite(object);
  const by = object.board?.lanes ?? "";
  return useCallback(
    (record, stage) => {
      if (groupKeyOf(record[by]) !== stage.id) void moveToStage(write, object, record, by, stage);
    },
    [write, object, by],
  );
}
