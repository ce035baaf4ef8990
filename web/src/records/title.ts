import type { LinkRef, ObjectMeta, RecordData } from "@/api/types";
import { t } from "@/lib/i18n/text";

/** The text that names a record. */
export function titleOf(object: ObjectMeta, record: RecordData): string {
  const title = record[object.title_field];
  return typeof title === "string" && title.trim() ? title : t("Untitled");
}

/** What a linked record is called; one that the reader may not see has no name for them. */
export function linkTitle({ title }: LinkRef): string {
  return title ?? t("A record you may not see");
}

/** Whose initials and hue stand for a record: its own, or those of the record it links to. */
export function avatarOf(object: ObjectMeta, record: RecordData): { id: string; name: string } {
  const link = object.avatar_field ? (record[object.avatar_field] as LinkRef | null | undefined) : null;
  return link ? { id: link.id, name: linkTitle(link) } : { id: record.id, name: titleOf(object, record) };
}
