import type { Filter, Id, ObjectMeta, StageMeta, ViewDescription } from "@/api/types";
import { fieldOf } from "@/records/useMeta";
import { lanesLeft, narrowed, pipelinesOf } from "./lanes";

/** What a board asks for, and the lanes it will have, before any answer has come. */
export interface BoardQuestion {
  pipelines: StageMeta["pipeline"][];
  pipeline: Id | undefined;
  /** The lanes. */
  stages: StageMeta[];
  /** The filter of the view, narrowed to the pipeline where there are several. */
  filter: Filter | null;
  view: ViewDescription;
}

const FIRST = 20;

/** `chosen` is the pipeline chosen last; without it the first one counts. */
export function boardQuestion(
  object: ObjectMeta,
  filter: Filter | null,
  sort: string,
  chosen: string | null,
): BoardQuestion {
  const by = object.board?.lanes ?? "";
  const left = lanesLeft(fieldOf(object, by).options.stages ?? [], filter, by);
  const pipelines = pipelinesOf(left);
  const pipeline = (pipelines.find(({ id }) => id === chosen) ?? pipelines[0])?.id;
  const stages = left.filter((stage) => stage.pipeline.id === pipeline);
  const several = pipelines.length > 1 && pipeline;
  const shown = several ? narrowed(filter, { field: `${by}.pipeline`, op: "eq", value: pipeline }) : filter;
  return { pipelines, pipeline, stages, filter: shown, view: boardView(object, shown, sort, stages) };
}

/** The one request behind a board: count, sum and the first cards of every lane. */
function boardView(object: ObjectMeta, filter: Filter | null, sort: string, stages: StageMeta[]): ViewDescription {
  const board = object.board;
  if (!board) throw new Error(`${object.key} has no board.`);
  const demanded = stages.flatMap((stage) => stage.required_fields ?? []);
  const fields = [
    object.title_field,
    object.avatar_field,
    object.private_field,
    ...board.card,
    board.lanes,
    board.total,
    ...demanded,
  ];
  return {
    object: object.key,
    fields: [...new Set(fields.filter((key): key is string => Boolean(key)))],
    filter,
    sort: (sort || object.table.sort).split(",").filter(Boolean),
    group: { by: board.lanes, limit: FIRST },
    aggregates: [{ fn: "count" }, ...(board.total ? [{ fn: "sum" as const, field: board.total }] : [])],
  };
}

const placeOf = (object: ObjectMeta) => `rapport.pipeline.${object.key}`;

/** The pipeline that was chosen last on this device. */
export function chosenPipeline(object: ObjectMeta): string | null {
  try {
    return localStorage.getItem(placeOf(object));
  } catch {
    return null;
  }
}

export function keepPipeline(object: ObjectMeta, pipeline: Id): void {
  try {
    localStorage.setItem(placeOf(object), pipeline);
  } catch {
    // Without storage the choice lives as long as the page.
  }
}
