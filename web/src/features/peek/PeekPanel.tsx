import { ActionIcon } from "@mantine/core";
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { Id, ObjectMeta, RecordData, RecordPageData } from "@/api/types";
import { FactList } from "@/fields/FactList";
import { t } from "@/lib/i18n/text";
import { RecordAvatar } from "@/records/RecordAvatar";
import { titleOf } from "@/records/title";
import { useRecord } from "@/records/useRecord";
import { STROKE } from "@/ui/icons";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import classes from "./PeekPanel.module.css";

interface PeekPanelProps {
  object: ObjectMeta;
  id: Id;
  /** The record as the list has it, drawn until all of it is there. */
  known: RecordData | undefined;
  /** To the neighbour in the list; undefined at its end. */
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onOpen: () => void;
  onClose: () => void;
  /** What the screen shows under the facts: related records, history. */
  children?: (data: RecordPageData) => ReactNode;
}

/** A record beside the list: read and edit it, walk on, open its page, or close it and be where one was. */
export function PeekPanel({ object, id, known, onPrevious, onNext, onOpen, onClose, children }: PeekPanelProps) {
  const { data, error, refetch } = useRecord(object, id);
  const panel = useRef<HTMLElement>(null);
  const record = data?.record ?? known;
  const title = record ? titleOf(object, record) : t("Loading");

  // biome-ignore lint/correctness/useExhaustiveDependencies: another record begins at its top.
  useEffect(() => {
    panel.current?.querySelector("[data-scroll]")?.scrollTo({ top: 0 });
  }, [id]);

  return (
    <aside
      ref={panel}
      className={classes.panel}
      aria-label={t("Side panel: {{title}}", { title })}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.defaultPrevented || isTyping(event.target)) return;
        const act = actOf(event, { onPrevious, onNext, onOpen, onClose });
        if (!act) return;
        event.preventDefault();
        event.stopPropagation();
        act();
      }}
    >
      <header className={classes.head}>
        <ActionIcon aria-label={t("Previous record")} disabled={!onPrevious} onClick={onPrevious}>
          <IconChevronUp size={16} stroke={STROKE} />
        </ActionIcon>
        <ActionIcon aria-label={t("Next record")} disabled={!onNext} onClick={onNext}>
          <IconChevronDown size={16} stroke={STROKE} />
        </ActionIcon>
        <span className={classes.space} />
        <ActionIcon aria-label={t("Open the page")} title={t("Open the page (Ctrl Enter)")} onClick={onOpen}>
          <IconArrowsDiagonal size={16} stroke={STROKE} />
        </ActionIcon>
        <ActionIcon aria-label={t("Close the side panel")} title={t("Close (Esc)")} onClick={onClose}>
          <IconX size={16} stroke={STROKE} />
        </ActionIcon>
      </header>
      <div className={classes.scroll} data-scroll>
        {record && (
          <div className={classes.title}>
            <RecordAvatar object={object} record={record} size={36} />
            <h2>{title}</h2>
          </div>
        )}
        {error && !data ? (
          <ErrorState title={t("This record could not be loaded")} error={error} retry={() => void refetch()} />
        ) : data ? (
          <>
            <section className={classes.facts}>
              <FactList object={object} record={data.record} />
            </section>
            {children?.(data)}
          </>
        ) : (
          <SkeletonRows rows={8} />
        )}
      </div>
    </aside>
  );
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]") !== null;
}

type Acts = Pick<PeekPanelProps, "onPrevious" | "onNext" | "onOpen" | "onClose">;

function actOf(event: { key: string; ctrlKey: boolean; metaKey: boolean }, acts: Acts): (() => void) | undefined {
  if (event.key === "ArrowUp") return acts.onPrevious;
  if (event.key === "ArrowDown") return acts.onNext;
  if (event.key === "Escape") return acts.onClose;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return acts.onOpen;
  return undefined;
}
