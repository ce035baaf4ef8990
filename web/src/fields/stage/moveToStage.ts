import { asProblem } from "@/api/problem";
import type { ObjectMeta, RecordData, StageMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { fieldOf } from "@/records/useMeta";
import type { Write } from "@/records/useWrite";
import { askFor } from "../asking/asking";
import { isEditable } from "../editable";
import { shownKind } from "../registry";
import { stageOf } from "./stage";

/** The values a stage demands that the record does not have yet. */
export function missingFor(object: ObjectMeta, record: RecordData, stage: StageMeta): string[] {
  return (stage.required_fields ?? []).filter((key) => shownKind(fieldOf(object, key)).isEmpty(record[key]));
}

/**
 * Moves a record to a stage: asks only for what the stage demands and the record lacks, shows the move at once,
 * offers undo. Answers whether it moved; a failure has been rolled back and shown by then.
 */
export async function moveToStage(
  write: Write,
  object: ObjectMeta,
  record: RecordData,
  field: string,
  stage: StageMeta,
): Promise<boolean> {
  const missing = missingFor(object, record, stage);
  let given: Record<string, unknown> = {};
  if (missing.length) {
    const answer = await askAbout(object, stage, missing);
    if (!answer) return false;
    given = answer;
  }
  for (;;) {
    try {
      const done = t("Moved to {{stage}}.", { stage: stage.label });
      await write.update(record, { [field]: stageOf(stage), ...given }, { done, quiet: true });
      return true;
    } catch (error) {
      const problem = asProblem(error);
      const askable = problem.errors
        .filter(({ field: key }) => mayAsk(object, key, field))
        .map(({ field: key }) => key);
      if (problem.status !== 422 || askable.length === 0) {
        showFailure(t("Not moved to {{stage}}.", { stage: stage.label }), error);
        return false;
      }
      const answer = await askAbout(object, stage, askable, given, problem.byField);
      if (!answer) return false;
      given = { ...given, ...answer };
    }
  }
}

function askAbout(
  object: ObjectMeta,
  stage: StageMeta,
  fields: string[],
  values?: Record<string, unknown>,
  errors?: Record<string, string>,
) {
  return askFor({
    title: t("Move to {{stage}}", { stage: stage.label }),
    text: t("“{{stage}}” needs this first.", { stage: stage.label }),
    fields: fields.map((key) => fieldOf(object, key)),
    values,
    errors,
    yes: t("Move"),
  });
}

function mayAsk(object: ObjectMeta, key: string, moved: string): boolean {
  const field = object.fields.find((candidate) => candidate.key === key);
  return Boolean(field && key !== moved && isEditable(object, field));
}
