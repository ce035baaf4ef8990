import type { Condition, Filter } from "@/api/types";

/** How the parts of a group are joined, as a person says it; "none" is a negated "any". */
export type Joint = "all" | "any" | "none";

/** The parts that must all hold: each of them is one chip. */
export function partsOf(filter: Filter | null): Filter[] {
  if (!filter) return [];
  return "and" in filter ? filter.and : [filter];
}

export function fromParts(parts: Filter[]): Filter | null {
  if (parts.length === 0) return null;
  return { and: parts };
}

/** A filter with one part less, more or other; the list of parts stays in its order. */
export function withPart(filter: Filter | null, at: number, part: Filter | null): Filter | null {
  const parts = [...partsOf(filter)];
  if (part) parts.splice(at, 1, part);
  else parts.splice(at, 1);
  return fromParts(parts);
}

export interface ReadCondition {
  condition: Condition;
  negated: boolean;
}

/** A condition, or a negated one; null for a group. */
export function conditionIn(filter: Filter): ReadCondition | null {
  if ("field" in filter) return { condition: filter, negated: false };
  if ("not" in filter && "field" in filter.not) return { condition: filter.not, negated: true };
  return null;
}

export interface ReadGroup {
  joint: Joint;
  parts: Filter[];
}

/** A group of parts; a single condition is a group of one. */
export function groupIn(filter: Filter): ReadGroup {
  if ("and" in filter) return { joint: "all", parts: filter.and };
  if ("or" in filter) return { joint: "any", parts: filter.or };
  if ("not" in filter && "or" in filter.not) return { joint: "none", parts: filter.not.or };
  if ("not" in filter && "and" in filter.not) return { joint: "none", parts: [{ and: filter.not.and }] };
  return { joint: "all", parts: [filter] };
}

export function fromGroup({ joint, parts }: ReadGroup): Filter {
  if (joint === "all") return { and: parts };
  if (joint === "any") return { or: parts };
  return { not: { or: parts } };
}

/** How many conditions a filter holds. */
export function countOf(filter: Filter | null): number {
  if (!filter) return 0;
  if ("and" in filter) return filter.and.reduce((sum, part) => sum + countOf(part), 0);
  if ("or" in filter) return filter.or.reduce((sum, part) => sum + countOf(part), 0);
  return "not" in filter ? countOf(filter.not) : 1;
}

/** Without the conditions that are still being written and the groups that thereby say nothing. */
export function pruned(filter: Filter, isComplete: (condition: Condition) => boolean): Filter | null {
  if ("field" in filter) return isComplete(filter) ? filter : null;
  if ("not" in filter) {
    const inner = pruned(filter.not, isComplete);
    return inner && { not: inner };
  }
  const word = "and" in filter ? "and" : "or";
  const parts = ("and" in filter ? filter.and : filter.or)
    .map((part) => pruned(part, isComplete))
    .filter((part): part is Filter => part !== null);
  if (parts.length === 0) return null;
  return word === "and" ? { and: parts } : { or: parts };
}
