import type { Condition, Filter, StageMeta } from "@/api/types";

/** Whether a record in a stage can pass; null when that depends on other things than the stage. */
type Verdict = boolean | null;

/** The stages that a filter leaves: for "open only" the open ones. `by` is the field of the lanes. */
export function lanesLeft(stages: StageMeta[], filter: Filter | null | undefined, by: string): StageMeta[] {
  return filter ? stages.filter((stage) => judge(filter, stage, by) !== false) : stages;
}

/** The pipelines of some stages, in their order. */
export function pipelinesOf(stages: StageMeta[]): StageMeta["pipeline"][] {
  return [...new Map(stages.map(({ pipeline }) => [pipeline.id, pipeline])).values()];
}

/** A view's filter with one more condition. */
export function narrowed(filter: Filter | null | undefined, condition: Condition): Filter {
  if (!filter) return condition;
  return "and" in filter ? { and: [...filter.and, condition] } : { and: [filter, condition] };
}

function judge(filter: Filter, stage: StageMeta, by: string): Verdict {
  if ("and" in filter) {
    const verdicts = filter.and.map((part) => judge(part, stage, by));
    if (verdicts.includes(false)) return false;
    return verdicts.includes(null) ? null : true;
  }
  if ("or" in filter) {
    const verdicts = filter.or.map((part) => judge(part, stage, by));
    if (verdicts.includes(true)) return true;
    return verdicts.includes(null) || verdicts.length === 0 ? null : false;
  }
  if ("not" in filter) {
    const verdict = judge(filter.not, stage, by);
    return verdict === null ? null : !verdict;
  }
  return judgeCondition(filter, stage, by);
}

function judgeCondition({ field, op, value }: Condition, stage: StageMeta, by: string): Verdict {
  const own = partOf(field, stage, by);
  if (own === undefined) return null;
  const wanted = (Array.isArray(value) ? value : [value]).map(idOf);
  if (op === "eq" || op === "in") return wanted.includes(own);
  if (op === "ne" || op === "not_in") return !wanted.includes(own);
  if (op === "empty") return false;
  if (op === "not_empty") return true;
  return null;
}

function partOf(field: string, stage: StageMeta, by: string): unknown {
  if (field === by) return stage.id;
  if (field === `${by}.group`) return stage.group;
  if (field === `${by}.pipeline`) return stage.pipeline.id;
  if (field === `${by}.label`) return stage.label;
  return undefined;
}

const idOf = (value: unknown): unknown => (value && typeof value === "object" && "id" in value ? value.id : value);
