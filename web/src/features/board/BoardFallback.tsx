import type { Filter, ObjectMeta } from "@/api/types";
import classes from "./Board.module.css";
import { BoardSkeleton } from "./BoardSkeleton";
import { boardQuestion, chosenPipeline } from "./question";

/** The lanes while the code of the board is on its way. */
export function BoardFallback({ object, filter, sort }: { object: ObjectMeta; filter: Filter | null; sort: string }) {
  const { stages } = boardQuestion(object, filter, sort, chosenPipeline(object));
  return (
    <div className={classes.board}>
      <BoardSkeleton stages={stages} />
    </div>
  );
}
