import { useDraggable } from "@dnd-kit/core";
import { type KeyboardEvent, type MouseEvent, memo } from "react";
import type { ObjectMeta, RecordData } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { CardFace } from "./Card";
import classes from "./Card.module.css";

interface DraggableCardProps {
  object: ObjectMeta;
  record: RecordData;
  /** The lane it stands in, for the keyboard. */
  lane: string;
  selected: boolean;
  movable: boolean;
  onOpen: (record: RecordData) => void;
}

/** A card to click, to drag by mouse or touch, or to lift with Space and carry with the arrow keys. */
export const DraggableCard = memo(function DraggableCard({
  object,
  record,
  lane,
  selected,
  movable,
  onOpen,
}: DraggableCardProps) {
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: record.id,
    data: { record, lane },
    disabled: !movable,
    attributes: { roleDescription: t("card") },
  });
  const openApart = (event: MouseEvent) => {
    if (!(event.ctrlKey || event.metaKey || event.button === 1)) return false;
    window.open(`/${object.plural}/${record.id}`, "_blank", "noopener");
    return true;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: dnd-kit carries the element; its attributes make it a button.
    <div
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      role="button"
      tabIndex={0}
      className={classes.card}
      data-card={record.id}
      data-selected={selected || undefined}
      data-gone={isDragging || undefined}
      onClick={(event) => {
        if (!openApart(event)) onOpen(record);
      }}
      onAuxClick={openApart}
      onKeyDown={(event: KeyboardEvent<HTMLDivElement>) => {
        if (event.key === "Enter" && !isDragging) {
          event.preventDefault();
          onOpen(record);
          return;
        }
        listeners?.onKeyDown?.(event);
      }}
    >
      <CardFace object={object} record={record} />
    </div>
  );
});
