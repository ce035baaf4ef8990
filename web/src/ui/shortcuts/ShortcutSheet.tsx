import { Switch } from "@mantine/core";
import { useEffect, useState } from "react";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { Dialog } from "@/ui/Dialog";
import { Keys } from "../Keys";
import classes from "./ShortcutSheet.module.css";
import { listenForShortcuts, type Shortcut, shortcuts, shortcutsOn, switchShortcuts, useShortcuts } from "./shortcuts";

/** Listens for all keys of the page and, on "?", lists them. */
export function ShortcutSheet() {
  const [open, setOpen] = useState(false);
  const all = useStore(shortcuts);
  const on = useStore(shortcutsOn);
  useEffect(() => listenForShortcuts(document), []);
  useShortcuts([{ keys: "?", label: t("Show the keys of this page"), group: t("Anywhere"), run: () => setOpen(true) }]);

  const groups = new Map<string, Map<string, Shortcut>>();
  for (const shortcut of all) {
    const group = shortcut.group ?? t("This page");
    groups.set(group, (groups.get(group) ?? new Map()).set(shortcut.keys, shortcut));
  }
  return (
    <Dialog opened={open} onClose={() => setOpen(false)} title={t("Keys")} size="md">
      {[...groups].map(([group, members]) => (
        <section key={group} className={classes.group}>
          <h3>{group}</h3>
          <dl className={classes.list}>
            {[...members.values()].map((shortcut) => (
              <div key={shortcut.keys} className={classes.line} data-off={!on || undefined}>
                <dt>{shortcut.label}</dt>
                <dd>
                  <Keys keys={shortcut.keys} quiet />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Switch
        size="sm"
        mt={16}
        checked={on}
        onChange={(event) => switchShortcuts(event.currentTarget.checked)}
        label={t("Use these keys")}
        description={t("Off: no key does anything by itself. The palette still opens.")}
      />
    </Dialog>
  );
}
