import { useNavigate, useParams } from "@tanstack/react-router";
import { t } from "@/lib/i18n/text";
import { openCreate } from "@/records/creating";
import { slotsOf } from "@/records/slots";
import { may, useMeta } from "@/records/useMeta";
import { useUndo } from "@/records/useUndo";
import { type Shortcut, useShortcuts } from "@/ui/shortcuts/shortcuts";
import { visibleObjects } from "./navGroups";
import { paletteOpen } from "./paletteOpen";

/** The keys that work on every screen. */
export function AppShortcuts() {
  const objects = visibleObjects(useMeta());
  const { plural } = useParams({ strict: false });
  const navigate = useNavigate();
  const undo = useUndo();
  const group = t("Anywhere");
  const here = objects.find((object) => object.plural === plural) ?? objects[0];
  const keys: Shortcut[] = [
    {
      keys: "mod+k",
      label: t("Search or jump to"),
      group,
      whileTyping: true,
      run: () => paletteOpen.set(!paletteOpen.get()),
    },
    { keys: "mod+z", label: t("Undo"), group, run: () => void undo() },
  ];
  if (here && may(here, "create")) {
    keys.push({
      keys: "c",
      label: t("New {{object}}", { object: here.label.toLowerCase() }),
      group,
      run: () => openCreate({ object: here.key }),
    });
  }
  for (const object of objects) {
    const { goKey } = slotsOf(object.key);
    if (!goKey) continue;
    keys.push({
      keys: `g ${goKey}`,
      label: t("Go to {{place}}", { place: object.label_plural }),
      group,
      run: () => void navigate({ to: "/$plural", params: { plural: object.plural } }),
    });
  }
  useShortcuts(keys);
  return null;
}
