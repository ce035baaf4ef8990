import type { ComponentType } from "react";
import type { LinkRef, Me, ObjectMeta, RecordData } from "@/api/types";
import type { Icon } from "@/ui/icons";

export interface RecordSlotProps {
  object: ObjectMeta;
  record: RecordData;
}

/** What is special to one object. Each folder of `objects/` fills these; generic screens ask by key and have a plain default. */
export interface ObjectSlots {
  icon?: Icon;
  /** The letter after G that goes to the list. */
  goKey?: string;
  /** The sentence under the title of the record page. */
  Headline?: ComponentType<RecordSlotProps>;
  /** Buttons in the header of the record page, such as closing or calling; the last one is the primary act. */
  HeaderActions?: ComponentType<RecordSlotProps>;
  /** Large thumb buttons under the title on the phone. */
  PhoneActions?: ComponentType<RecordSlotProps>;
  /** The upper right corner of a card on a board, such as the days it stands there. */
  CardCorner?: ComponentType<RecordSlotProps>;
  /** The lower part of a card on a board, under title and fields. */
  CardFooter?: ComponentType<RecordSlotProps>;
  /** How many days the record has stood in its stage, for the bar of stages. */
  daysInStage?: (record: RecordData) => number | null | undefined;
  /** The fields of the create form, in order, beside the required ones. */
  createFields?: string[];
  /** Values that a new record starts with. */
  createDefaults?: (me: Me) => Record<string, unknown>;
  /** The values that a typed title stands for, where the title is no field that one writes. */
  titleValues?: (title: string) => Record<string, unknown>;
}

const slots = new Map<string, ObjectSlots>();
const shapes = new Map<string, "round" | "square">();

export function registerSlots(object: string, filled: ObjectSlots): void {
  slots.set(object, filled);
}

export function slotsOf(object: string): ObjectSlots {
  return slots.get(object) ?? {};
}

/** The objects in the order in which their slots were registered, which is the order of the navigation; the others after them. */
export function inOrder(objects: ObjectMeta[]): ObjectMeta[] {
  const place = new Map([...slots.keys()].map((key, at) => [key, at]));
  const placeOf = ({ key }: ObjectMeta) => place.get(key) ?? slots.size;
  return objects.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** The values of a new record whose title somebody has typed, in a link or in the palette. */
export function valuesOfTitle(object: ObjectMeta, title: string): Record<string, unknown> {
  return slotsOf(object.key).titleValues?.(title) ?? { [object.title_field]: title };
}

/** Says how the avatars of a shape of the API are drawn. */
export function registerShape(shape: string, drawn: "round" | "square"): void {
  shapes.set(shape, drawn);
}

export function drawnShape(shape: string): "round" | "square" {
  return shapes.get(shape) ?? "square";
}

/** The shape of a record's avatar: that of the linked object where a link's initials stand for the record. */
export function avatarShapeOf(object: ObjectMeta, objects: ObjectMeta[], record: RecordData): "round" | "square" {
  const link = object.avatar_field ? (record[object.avatar_field] as LinkRef | null | undefined) : null;
  const target = object.fields.find(({ key }) => key === object.avatar_field)?.options.target;
  const shown = (link && objects.find(({ key }) => key === target)) || object;
  return drawnShape(shown.shape);
}
