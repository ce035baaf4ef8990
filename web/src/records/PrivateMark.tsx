import { IconLock } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import type { RecordSlotProps } from "./slots";

/** A lock at the title of a private record; nothing at others. */
export function PrivateMark({ object, record }: RecordSlotProps) {
  if (!object.private_field || record[object.private_field] !== true) return null;
  const words = t("Private: only its owner sees it, and those it is shared with.");
  return (
    <span role="img" aria-label={words} title={words} style={{ display: "inline-flex", flex: "none" }}>
      <IconLock size={15} stroke={1.6} color="var(--ink-2)" aria-hidden />
    </span>
  );
}
