import type { Condition, FieldMeta, Filter, Meta, OperatorValue } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { operatorsOf } from "@/records/useMeta";
import { conditionIn } from "./tree";

/** An operator as a person chooses it: one of the server's, or its negation. */
export interface Choice {
  /** The server's key, with `not:` before a negated one. */
  key: string;
  label: string;
  value: OperatorValue;
}

const NEGATABLE = ["contains", "starts", "between", "within"];

/** What a condition about this field can say. */
export function choicesOf(meta: Meta, field: FieldMeta): Choice[] {
  return operatorsOf(meta, field).flatMap((operator): Choice[] => {
    if (!NEGATABLE.includes(operator.key)) return [operator];
    return [operator, { ...operator, key: `not:${operator.key}`, label: negated(operator.key) }];
  });
}

function negated(key: string): string {
  const labels: Record<string, string> = {
    contains: t("does not contain"),
    starts: t("does not start with"),
    between: t("is not between"),
    within: t("is not within"),
  };
  return labels[key] ?? key;
}

/** The choice that a condition stands for. */
export function choiceKeyOf(filter: Filter): string | null {
  const read = conditionIn(filter);
  return read && (read.negated ? `not:${read.condition.op}` : read.condition.op);
}

export function conditionWith(path: string, key: string, value: unknown): Filter {
  const negates = key.startsWith("not:");
  const condition: Condition = { field: path, op: negates ? key.slice(4) : key };
  if (value !== undefined) condition.value = value;
  return negates ? { not: condition } : condition;
}

/** Whether the value is what the operator takes, so that the condition can be asked. */
export function isComplete(form: OperatorValue, value: unknown): boolean {
  const given = (one: unknown) => one !== null && one !== undefined && one !== "";
  if (form === "none") return true;
  if (form === "many") return Array.isArray(value) && value.length > 0;
  if (form === "range") return Array.isArray(value) && value.length === 2 && value.every(given);
  return given(value);
}

/** The value to go on with when another operator is chosen. */
export function carriedValue(from: OperatorValue | undefined, to: OperatorValue, value: unknown): unknown {
  if (from === to) return value;
  if (to === "many" && from === "one") return isComplete("one", value) ? [value] : undefined;
  if (to === "one" && from === "many" && Array.isArray(value)) return value[0];
  if (to === "relative") return { from: 0, to: 30, unit: "day" };
  return undefined;
}

/** The operator a new condition about this field starts with. */
export function firstChoice(choices: Choice[]): Choice | undefined {
  const preferred = ["within", "contains", "gte", "in", "has_any"];
  for (const key of preferred) {
    const found = choices.find((choice) => choice.key === key);
    if (found) return found;
  }
  return choices[0];
}
