import type { ObjectMeta } from "@/api/types";
import { iconNamed, STROKE } from "@/ui/icons";
import { slotsOf } from "./slots";

/** The icon of an object: its own, or the one its declaration names. */
export function ObjectIcon({
  object,
  size = 16,
  className,
}: {
  object: ObjectMeta;
  size?: number;
  className?: string;
}) {
  const Mark = slotsOf(object.key).icon ?? iconNamed(object.icon);
  return <Mark size={size} stroke={STROKE} className={className} />;
}
