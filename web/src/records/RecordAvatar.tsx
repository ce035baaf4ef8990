import type { ObjectMeta, RecordData } from "@/api/types";
import { Avatar } from "@/ui/avatar/Avatar";
import { avatarShapeOf } from "./slots";
import { avatarOf } from "./title";
import { useMeta } from "./useMeta";

/** The initials that stand for a record: round or square as its object says. */
export function RecordAvatar({ object, record, size = 20 }: { object: ObjectMeta; record: RecordData; size?: number }) {
  const { objects } = useMeta();
  const { id, name } = avatarOf(object, record);
  return <Avatar id={id} name={name} shape={avatarShapeOf(object, objects, record)} size={size} />;
}
