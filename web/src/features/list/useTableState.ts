import { useRouter } from "@tanstack/react-router";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Id } from "@/api/types";
import type { Cursor } from "./cursor";
import { recall, remember } from "./memory";
import { NOTHING, type Selection } from "./selection";

/** The cell that is open for editing. */
export interface Editing {
  id: Id;
  column: string;
  /** The value when it was opened. */
  seen: unknown;
}

export interface TableState {
  cursor: Cursor | null;
  setCursor: (cursor: Cursor | null) => void;
  selection: Selection;
  setSelection: (selection: Selection) => void;
  editing: Editing | null;
  setEditing: (editing: Editing | null) => void;
  /** How far the list is scrolled; read once when it is drawn, written while it scrolls. */
  scroll: RefObject<number>;
}

/** Cursor, ticked rows and scroll of one list. `question` is what the list asks for: another question starts anew. */
export function useTableState(question: string): TableState {
  const { history } = useRouter();
  const entry = history.location.state.__TSR_key;
  const [kept] = useState(() => recall(entry));
  const [cursor, setCursor] = useState<Cursor | null>(kept?.cursor ?? null);
  const [selection, setSelection] = useState<Selection>(kept?.selection ?? NOTHING);
  const [editing, setEditing] = useState<Editing | null>(null);
  const scroll = useRef(kept?.scroll ?? 0);

  const asked = useRef(question);
  useLayoutEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    scroll.current = 0;
    setCursor(null);
    setSelection(NOTHING);
    setEditing(null);
  }, [question]);

  const latest = useRef({ entry, cursor, selection });
  latest.current = { entry, cursor, selection };
  useEffect(
    () => () => {
      const { entry: last, ...rest } = latest.current;
      remember(last, { ...rest, scroll: scroll.current });
    },
    [],
  );

  return { cursor, setCursor, selection, setSelection, editing, setEditing, scroll };
}
