import { useComputedColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowBackUp, IconMoon, IconPlus, IconSettings, IconSun, IconUser } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { openCreate } from "@/records/creating";
import { ObjectIcon } from "@/records/ObjectIcon";
import { recentRecords } from "@/records/recent";
import { drawnShape, inOrder, slotsOf, valuesOfTitle } from "@/records/slots";
import { useMe } from "@/records/useMe";
import { findObject, may, useMeta } from "@/records/useMeta";
import { useRecordSearch } from "@/records/useRecordSearch";
import { useTheme } from "@/records/useTheme";
import { useUndo } from "@/records/useUndo";
import { Avatar } from "@/ui/avatar/Avatar";
import { matching, type PaletteEntry, type PaletteSection } from "./entries";

const MOST_RECENT = 6;
const MOST_FOUND = 8;

/** What the palette offers for the typed words: records, pages, actions; what was opened last before typing. */
export function usePaletteSections(words: string): { sections: PaletteSection[]; searching: boolean; failed: boolean } {
  const meta = useMeta();
  const navigate = useNavigate();
  const undo = useUndo();
  const { special } = useMe();
  const { choose } = useTheme();
  const recent = useStore(recentRecords);
  const [settled] = useDebouncedValue(words.trim(), 80);
  const search = useRecordSearch(settled, { limit: MOST_FOUND });
  const objects = inOrder(meta.objects.filter((object) => may(object, "view")));
  const typed = words.trim();

  const open = (key: string, id: string, title: string, hint?: string | null): PaletteEntry | null => {
    const object = findObject(meta, key);
    if (!object) return null;
    return {
      key: `${key}:${id}`,
      label: title,
      hint: hint?.replace(/^https?:\/\//, "") || object.label,
      mark: <Avatar id={id} name={title} shape={drawnShape(object.shape)} size={20} />,
      run: () => void navigate({ to: "/$plural/$id", params: { plural: object.plural, id } }),
    };
  };

  const pages: PaletteEntry[] = objects.map((object) => {
    const { goKey } = slotsOf(object.key);
    return {
      key: `go:${object.key}`,
      label: t("Go to {{place}}", { place: object.label_plural }),
      mark: <ObjectIcon object={object} />,
      keys: goKey ? `g ${goKey}` : undefined,
      run: () => void navigate({ to: "/$plural", params: { plural: object.plural } }),
    };
  });
  pages.push({
    key: "go:profile",
    label: t("Go to your profile"),
    mark: <IconUser size={16} stroke={1.6} />,
    run: () => void navigate({ to: "/settings/profile" }),
  });

  if (special.includes("manage")) {
    pages.push({
      key: "go:members",
      label: t("Go to the members and settings of the workspace"),
      mark: <IconSettings size={16} stroke={1.6} />,
      run: () => void navigate({ to: "/settings/members" }),
    });
  }

  const creations: PaletteEntry[] = objects
    .filter((object) => may(object, "create"))
    .map((object) => ({
      key: `new:${object.key}`,
      label: t("New {{object}}", { object: object.label.toLowerCase() }),
      mark: <IconPlus size={16} stroke={1.6} />,
      run: () => openCreate({ object: object.key }),
    }));

  const dark = useComputedColorScheme() === "dark";
  const actions: PaletteEntry[] = [
    ...creations,
    {
      key: "undo",
      label: t("Undo the last change"),
      keys: "mod+z",
      mark: <IconArrowBackUp size={16} stroke={1.6} />,
      run: () => void undo(),
    },
    {
      key: "scheme",
      label: dark ? t("Use the light theme") : t("Use the dark theme"),
      mark: dark ? <IconSun size={16} stroke={1.6} /> : <IconMoon size={16} stroke={1.6} />,
      run: () => choose(dark ? "light" : "dark"),
    },
  ];

  const present = (entry: PaletteEntry | null): entry is PaletteEntry => entry !== null;
  const sections: PaletteSection[] = typed
    ? [
        { label: t("Records"), entries: foundEntries() },
        { label: t("Pages"), entries: matching(pages, typed) },
        { label: t("Actions"), entries: matching(actions, typed) },
        { label: t("Create"), entries: namedCreations() },
      ]
    : [
        {
          label: t("Opened last"),
          entries: recent
            .slice(0, MOST_RECENT)
            .map(({ object, id, title }) => open(object, id, title))
            .filter(present),
        },
        { label: t("Actions"), entries: actions },
        { label: t("Pages"), entries: pages },
      ];

  function foundEntries(): PaletteEntry[] {
    return (search.data ?? [])
      .map(({ object, id, title, subtitle }) => open(object, id, title, subtitle))
      .filter(present);
  }

  function namedCreations(): PaletteEntry[] {
    return objects
      .filter((object) => may(object, "create"))
      .map((object) => ({
        key: `name:${object.key}`,
        label: t("New {{object}} “{{words}}”", { object: object.label.toLowerCase(), words: typed }),
        mark: <IconPlus size={16} stroke={1.6} />,
        run: () => openCreate({ object: object.key, values: valuesOfTitle(object, typed) }),
      }));
  }

  return {
    sections: sections.filter(({ entries }) => entries.length > 0),
    searching: typed !== settled || search.isFetching,
    failed: search.isError,
  };
}
