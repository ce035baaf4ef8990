import { type PointerEvent, type RefObject, useRef } from "react";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { type Column, NARROWEST, WIDEST } from "./columns";
import { setWidth } from "./preferences";
import classes from "./RecordTable.module.css";

interface ColumnEdgeProps {
  object: ObjectMeta;
  column: Column;
  at: number;
  grid: RefObject<HTMLDivElement | null>;
}

const STEP = 16;

/** The right edge of a column's name: drag it, use the arrow keys, or double-click for the usual width. */
export function ColumnEdge({ object, column, at, grid }: ColumnEdgeProps) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const { key, label, width } = column;
  const held = (event: PointerEvent, start: { x: number; width: number }) =>
    limited(start.width + event.clientX - start.x);

  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("Width of {{column}}", { column: label })}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      className={classes.edge}
      onPointerDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        // The style alone while it is dragged: no row is drawn again.
        if (drag.current) grid.current?.style.setProperty(`--c${at}`, `${held(event, drag.current)}px`);
      }}
      onPointerUp={(event) => {
        if (drag.current) setWidth(object, key, held(event, drag.current));
        drag.current = null;
      }}
      onDoubleClick={() => setWidth(object, key, null)}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation();
        setWidth(object, key, limited(width + step));
      }}
    />
  );
}

const limited = (width: number) => Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
