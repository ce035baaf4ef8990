import {
  IconAddressBook,
  IconBriefcase,
  IconBuilding,
  IconBuildingStore,
  IconCalendar,
  IconCheckbox,
  IconCircle,
  IconFileText,
  IconFlag,
  IconFolder,
  IconHome,
  IconLayoutKanban,
  IconMapPin,
  IconPackage,
  IconReceipt,
  IconSend,
  IconStar,
  IconTag,
  IconTarget,
  IconTicket,
  IconTrophy,
  IconUsers,
  IconX,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

export interface IconProps {
  size?: number;
  stroke?: number;
  className?: string;
}

export type Icon = ComponentType<IconProps>;

/** The icons that a declaration may name. A name that is not here is drawn as a circle. */
const NAMED: Record<string, Icon> = {
  "address-book": IconAddressBook,
  briefcase: IconBriefcase,
  building: IconBuilding,
  calendar: IconCalendar,
  checkbox: IconCheckbox,
  circle: IconCircle,
  "file-text": IconFileText,
  flag: IconFlag,
  folder: IconFolder,
  home: IconHome,
  kanban: IconLayoutKanban,
  "map-pin": IconMapPin,
  package: IconPackage,
  receipt: IconReceipt,
  send: IconSend,
  star: IconStar,
  store: IconBuildingStore,
  tag: IconTag,
  target: IconTarget,
  ticket: IconTicket,
  trophy: IconTrophy,
  users: IconUsers,
  x: IconX,
};

export function iconNamed(name: string): Icon {
  return NAMED[name] ?? IconCircle;
}

/** Every icon is drawn at this stroke. */
export const STROKE = 1.6;
