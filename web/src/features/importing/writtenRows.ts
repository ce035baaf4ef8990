import type { Import, RowStatus } from "@/api/importTypes";
import type { Filter } from "@/api/types";

/**
 * The records that a run made or changed, as a filter of their list; null where there are none. They bear the mark of an
 * import from the time of this run; what somebody has changed since is not among the changed ones any more.
 */
export function writtenRows(given: Import, status: RowStatus): Filter | null {
  const { started_at: from, finished_at: to, summary, state } = given;
  if (!from || !to || summary?.of !== "run" || !summary[status] || state === "undone") return null;
  if (status === "created") return madeBetween(from, to);
  if (status !== "updated") return null;
  return {
    and: [
      { field: "updated_by", op: "eq", value: "import" },
      { field: "updated_at", op: "between", value: [from, to] },
      { field: "created_at", op: "lt", value: from },
    ],
  };
}

const madeBetween = (from: string, to: string): Filter => ({
  and: [
    { field: "created_by", op: "eq", value: "import" },
    { field: "created_at", op: "between", value: [from, to] },
  ],
});
