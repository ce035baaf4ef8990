const apple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

const NAMES: Record<string, string> = {
  mod: apple ? "⌘" : "Ctrl",
  shift: apple ? "⇧" : "Shift",
  enter: "Enter",
  escape: "Esc",
  space: "Space",
  arrowup: "↑",
  arrowdown: "↓",
};

/** "mod+k" as "Ctrl K" or "⌘ K"; "g d" as "G D". */
export function spell(keys: string): string {
  return keys
    .split(/[\s+]/)
    .map((key) => NAMES[key] ?? key.toUpperCase())
    .join(" ");
}
