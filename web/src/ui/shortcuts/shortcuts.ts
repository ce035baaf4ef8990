import { useEffect, useRef } from "react";
import { createStore } from "@/lib/store";

export interface Shortcut {
  /** "c", "?", "mod+k", or two keys one after the other: "g d". */
  keys: string;
  /** What it does, for the sheet of the ? key. */
  label: string;
  run: () => void;
  /** Heading in the sheet. */
  group?: string;
  /** Fires although the user types; only for keys with mod. */
  whileTyping?: boolean;
}

const SWITCH = "rapport.shortcuts";

export const shortcuts = createStore<Shortcut[]>([]);
/** False once the user has switched keys off; mod+k stays, as it is the only way to the palette without a pointer. */
export const shortcutsOn = createStore<boolean>(readSwitch());

export function switchShortcuts(on: boolean): void {
  shortcutsOn.set(on);
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch {
    // Without storage the choice lives as long as the page.
  }
}

/** Registers keys while the component is on the page. The newest registration of a key wins. */
export function useShortcuts(wanted: Shortcut[]): void {
  const latest = useRef(wanted);
  latest.current = wanted;
  const names = wanted.map(({ keys, label, group }) => `${keys}|${label}|${group}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered anew when keys or labels change, not on each render.
  useEffect(() => {
    const mine = latest.current.map(
      (shortcut, at): Shortcut => ({
        ...shortcut,
        run: () => latest.current[at]?.run(),
      }),
    );
    shortcuts.set([...shortcuts.get(), ...mine]);
    return () => shortcuts.set(shortcuts.get().filter((shortcut) => !mine.includes(shortcut)));
  }, [names]);
}

/** Listens for the keys of all registered shortcuts. */
export function listenForShortcuts(target: Document): () => void {
  let first = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    const key = keyOf(event);
    if (!key) return;
    const typing = isTyping(event.target);
    const pair = first ? `${first} ${key}` : "";
    const found = (pair && match(pair, typing)) || match(key, typing);
    first = "";
    clearTimeout(timer);
    if (found) {
      event.preventDefault();
      found.run();
    } else if (!typing && shortcutsOn.get() && shortcuts.get().some(({ keys }) => keys.startsWith(`${key} `))) {
      first = key;
      timer = setTimeout(() => {
        first = "";
      }, 1_200);
    }
  };
  target.addEventListener("keydown", listener);
  return () => {
    clearTimeout(timer);
    target.removeEventListener("keydown", listener);
  };
}

function match(keys: string, typing: boolean): Shortcut | undefined {
  return shortcuts
    .get()
    .findLast(
      (shortcut) =>
        shortcut.keys === keys && (!typing || shortcut.whileTyping) && (shortcutsOn.get() || shortcut.keys === "mod+k"),
    );
}

function keyOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  if (["control", "meta", "shift", "alt"].includes(key)) return "";
  const named = key === " " ? "space" : key;
  const shifted = event.shiftKey && named.length > 1 ? `shift+${named}` : named;
  return event.ctrlKey || event.metaKey ? `mod+${shifted}` : shifted;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [role=dialog]") !== null
  );
}

function readSwitch(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

/** Does what a key would do, for a menu that offers the same. */
export function pressShortcut(keys: string): void {
  shortcuts
    .get()
    .findLast((shortcut) => shortcut.keys === keys)
    ?.run();
}
