import type { Change, Id, Stage } from "@/api/types";

const DAY = 86_400_000;

/** How many days a record stood in each stage it has left, as far as the changes tell. */
export function daysByStage(changes: Change[], field: string): Map<Id, number> {
  const moves = changes
    .flatMap((change) =>
      change.fields
        .filter((one) => one.field === field)
        .map(({ before, after }) => ({
          at: Date.parse(change.change_set.at),
          before: before as Stage | null,
          after: after as Stage | null,
        })),
    )
    .sort((one, other) => one.at - other.at);
  const days = new Map<Id, number>();
  for (const [at, move] of moves.entries()) {
    const entered = moves[at - 1];
    const left = move.before?.id;
    if (!left || entered?.after?.id !== left) continue;
    days.set(left, (days.get(left) ?? 0) + (move.at - entered.at) / DAY);
  }
  return days;
}
