import { Modal } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { t } from "@/lib/i18n/text";
import { Keys } from "@/ui/Keys";
import type { PaletteEntry } from "./entries";
import classes from "./Palette.module.css";
import { typedAhead } from "./typedAhead";
import { usePaletteSections } from "./usePaletteSections";

/** Records, pages, actions and "new ..." in one list. Type, move with the arrows, Enter does it. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState(typedAhead.get);
  const [at, setAt] = useState(0);
  const { sections, searching, failed } = usePaletteSections(words);
  const listId = useId();
  const entries = sections.flatMap((section) => section.entries);
  const active = entries[Math.min(at, entries.length - 1)];
  const activeRow = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked row comes into sight whenever it changes.
  useEffect(() => {
    activeRow.current?.scrollIntoView({ block: "nearest" });
  }, [active?.key]);

  useEffect(() => typedAhead.set(""), []);

  const choose = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((before) => (Math.min(before, entries.length - 1) + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(active);
    }
  };

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={600}
      yOffset="11vh"
      transitionProps={{ duration: 80 }}
      classNames={{ content: classes.box, overlay: classes.overlay }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t("Search or jump to")}>
        <div className={classes.search}>
          <IconSearch size={17} stroke={1.6} />
          <input
            className={classes.input}
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={active ? `${listId}-${active.key}` : undefined}
            aria-label={t("Search or jump to")}
            placeholder={t("Search or jump to")}
            autoComplete="off"
            spellCheck={false}
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          <Keys keys="escape" quiet />
        </div>
        <div id={listId} role="listbox" aria-label={t("Results")} aria-busy={searching} className={classes.list}>
          {sections.map((section) => (
            // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role.
            <div key={section.label} role="group" aria-label={section.label}>
              <div className={classes.heading} aria-hidden>
                {section.label}
              </div>
              {section.entries.map((entry) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; the list never has the focus.
                <div
                  key={entry.key}
                  ref={entry === active ? activeRow : undefined}
                  id={`${listId}-${entry.key}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={entry === active}
                  className={classes.entry}
                  onMouseMove={() => setAt(entries.indexOf(entry))}
                  onClick={() => choose(entry)}
                >
                  <span className={classes.mark}>{entry.mark}</span>
                  <span className={classes.label}>{entry.label}</span>
                  {entry.hint && <span className={classes.hint}>{entry.hint}</span>}
                  {entry.keys && (
                    <span className={classes.keys}>
                      <Keys keys={entry.keys} quiet />
                    </span>
                  )}
                </div>
              ))}
            </div>
          ))}
        </div>
        {failed && (
          <p className={classes.note} role="alert">
            {t("The search does not answer just now. Pages and actions work still.")}
          </p>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
