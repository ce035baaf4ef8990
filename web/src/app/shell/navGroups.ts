import type { Meta, ObjectMeta } from "@/api/types";
import { inOrder } from "@/records/slots";
import { may } from "@/records/useMeta";

export interface NavGroup {
  label: string;
  objects: ObjectMeta[];
}

/** The objects the user may see, under the headings of their declarations. */
export function navGroups(meta: Meta): NavGroup[] {
  const groups: NavGroup[] = [];
  for (const object of visibleObjects(meta)) {
    const group = groups.find(({ label }) => label === object.nav_group);
    if (group) group.objects.push(object);
    else groups.push({ label: object.nav_group, objects: [object] });
  }
  return groups;
}

export function visibleObjects(meta: Meta): ObjectMeta[] {
  return inOrder(meta.objects.filter((object) => may(object, "view")));
}
