import { useState } from "react";
import type { Condition, Filter, Meta, ObjectMeta } from "@/api/types";
import { choicesOf, isComplete } from "./operators";
import { pathAt } from "./paths";
import { pruned } from "./tree";

/** A part while it is edited: what is complete is asked at once, what is not yet stays here. */
export function useDraftFilter(
  meta: Meta,
  object: ObjectMeta,
  start: Filter,
  onComplete: (filter: Filter | null) => void,
): [Filter, (next: Filter) => void] {
  const [draft, setDraft] = useState(start);
  const complete = (condition: Condition) => {
    const path = pathAt(meta, object, condition.field);
    const form = path && choicesOf(meta, path.field).find(({ key }) => key === condition.op)?.value;
    return form !== undefined && isComplete(form, condition.value);
  };
  return [
    draft,
    (next) => {
      setDraft(next);
      onComplete(pruned(next, complete));
    },
  ];
}
