import { type KeyboardEvent, useRef, useState } from "react";
import type { Ending, InputProps } from "./kind";

/** What typed text means: a value, or a sentence that says what to do. */
export type Parsed<V> = { value: V | null } | { problem: string };

interface Draft {
  text: string;
  problem: string | undefined;
  /** Puts other text in, such as the choice of a menu beside the box. */
  setText: (text: string) => void;
  props: {
    value: string;
    onChange: (event: { currentTarget: { value: string } }) => void;
    onBlur: () => void;
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
}

/** Typed text on its way to a value: inline it commits on Enter, Tab and blur and cancels on Escape; in a form with each change. */
export function useDraft<V>(
  { value, mode, onCommit, onCancel, initialText }: InputProps<V>,
  show: (value: V) => string,
  parse: (text: string) => Parsed<V>,
  { multiline = false }: { multiline?: boolean } = {},
): Draft {
  const shown = value === null || value === undefined ? "" : show(value);
  const [typed, setTyped] = useState<string | null>(initialText ?? null);
  const [problem, setProblem] = useState<string>();
  const finished = useRef(false);
  const text = typed ?? shown;

  const finish = (ending: Ending) => {
    if (finished.current) return;
    if (typed === null || typed === shown) {
      if (mode === "inline") {
        finished.current = true;
        if (ending === "enter" || ending === "tab") onCommit(value ?? null, ending);
        else onCancel?.();
      }
      return;
    }
    const parsed = parse(typed);
    if ("problem" in parsed) {
      setProblem(parsed.problem);
      return;
    }
    if (mode === "inline") finished.current = true;
    else setTyped(null);
    onCommit(parsed.value, ending);
  };

  const setText = (next: string) => {
    setTyped(next);
    setProblem(undefined);
    if (mode !== "form") return;
    const parsed = parse(next);
    if ("value" in parsed) onCommit(parsed.value, "blur");
  };

  return {
    text,
    problem,
    setText,
    props: {
      value: text,
      onChange: (event) => setText(event.currentTarget.value),
      onBlur: () => finish("blur"),
      onKeyDown: (event) => {
        if (event.key === "Escape" && mode === "inline") {
          event.stopPropagation();
          finished.current = true;
          onCancel?.();
        } else if (event.key === "Tab" && mode === "inline") {
          finish("tab");
        } else if (event.key === "Enter" && mode === "inline" && (!multiline || event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.stopPropagation();
          finish("enter");
        }
      },
    },
  };
}
