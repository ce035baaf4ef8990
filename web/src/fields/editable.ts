import type { FieldMeta, ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { kindSpec } from "./registry";

/** Why a value cannot be edited, as a sentence; null when it can. */
export function whyReadOnly(object: ObjectMeta, field: FieldMeta): string | null {
  if (object.frozen) return object.frozen;
  if (field.kind === "computed") return t("Worked out from other fields.");
  if (field.read_only || !kindSpec(field.kind).Input) return t("Kept by Rapport itself.");
  if (field.can === "read" || object.can.edit === "none") {
    return t("You may read this but not change it. Ask an administrator of the workspace.");
  }
  return null;
}

export function isEditable(object: ObjectMeta, field: FieldMeta): boolean {
  return whyReadOnly(object, field) === null;
}
