import { asProblem } from "@/api/problem";
import type { ActionMeta, FieldMeta, ObjectMeta, RecordData } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import type { Write } from "@/records/useWrite";
import { askFor } from "./asking";

/** What an action asks for, as fields: those of the object where the names agree, lines of text otherwise. */
export function askedBy(object: ObjectMeta, action: ActionMeta): { fields: FieldMeta[]; optional: string[] } {
  const properties = Object.entries(action.input?.properties ?? {});
  const required = new Set(action.input?.required ?? []);
  return {
    fields: properties.map(([key, { title, description }]) => {
      const known = object.fields.find((field) => field.key === key);
      return known ?? lineOfText(key, title ?? key, description ?? "");
    }),
    optional: properties.map(([key]) => key).filter((key) => !required.has(key)),
  };
}

/** Runs one of the object's actions, asking first for what it needs. Failures are shown; answers whether it was done. */
export async function runAsking(
  write: Write,
  object: ObjectMeta,
  record: RecordData,
  action: ActionMeta,
  done: string,
): Promise<boolean> {
  const { fields, optional } = askedBy(object, action);
  let input: Record<string, unknown> = {};
  let errors: Record<string, string> = {};
  for (;;) {
    if (fields.length) {
      const answer = await askFor({ title: action.label, fields, optional, values: input, errors, yes: action.label });
      if (!answer) return false;
      input = answer;
    }
    try {
      await write.run(record, action.key, input, done);
      return true;
    } catch (error) {
      const problem = asProblem(error);
      errors = problem.byField;
      if (problem.status !== 422 || !fields.some(({ key }) => errors[key])) {
        showFailure(t("{{action}} was not done.", { action: action.label }), error);
        return false;
      }
    }
  }
}

const lineOfText = (key: string, label: string, help: string): FieldMeta => ({
  key,
  label,
  help,
  kind: "text",
  required: false,
  read_only: false,
  sortable: false,
  filterable: false,
  options: {},
  can: "edit",
});
