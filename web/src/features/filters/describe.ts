import type { Filter, Meta, ObjectMeta } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";
import { choiceKeyOf, choicesOf } from "./operators";
import { pathAt } from "./paths";
import { conditionIn, countOf, groupIn } from "./tree";
import { rangeText, valueText, type Wording } from "./values";

/** A part of a filter as a chip says it: "Owner is **me**". */
export interface Said {
  quiet: string;
  strong: string;
}

export function say(meta: Meta, object: ObjectMeta, part: Filter, words: Wording): Said {
  const read = conditionIn(part);
  if (!read) return sayGroup(meta, object, part, words);
  const { condition } = read;
  const found = pathAt(meta, object, condition.field);
  const key = choiceKeyOf(part);
  const choice = found && choicesOf(meta, found.field).find((one) => one.key === key);
  if (!found || !choice) return { quiet: t("Unknown condition about"), strong: condition.field };
  if (choice.value === "none") return { quiet: found.label, strong: choice.label };
  if (choice.value === "range") {
    return { quiet: `${found.label} ${choice.label}`, strong: rangeText(found.field, condition.value, words) };
  }
  const strong = valueText(found.field, condition.value, words);
  if (choice.value === "relative") {
    return { quiet: read.negated ? t("{{field}} not in", { field: found.label }) : found.label, strong };
  }
  const many = Array.isArray(condition.value) && condition.value.length > 1;
  const verb = choice.key === "in" && !many ? t("is") : choice.key === "not_in" && !many ? t("is not") : choice.label;
  return { quiet: `${found.label} ${verb}`, strong };
}

function sayGroup(meta: Meta, object: ObjectMeta, part: Filter, words: Wording): Said {
  const { joint, parts } = groupIn(part);
  const count = countOf(part);
  const quiet = { all: t("All of"), any: t("Any of"), none: t("None of") }[joint];
  const first = parts[0];
  if (parts.length === 2 && count === 2 && first && parts[1]) {
    const [one, other] = [say(meta, object, first, words), say(meta, object, parts[1], words)];
    const both = { one: `${one.quiet} ${one.strong}`, other: `${other.quiet} ${other.strong}` };
    if (joint === "any") return { quiet: "", strong: t("{{one}} or {{other}}", both) };
  }
  return { quiet, strong: plural(count, "{{count}} condition", "{{count}} conditions") };
}
