import { ActionIcon, Button } from "@mantine/core";
import { IconLayoutKanban, IconPlus, IconTable, IconUpload } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ObjectMeta, Total } from "@/api/types";
import { ExportMenu } from "@/features/exporting/ExportMenu";
import type { CurrentView } from "@/features/views/useListView";
import type { ViewSettings } from "@/features/views/viewState";
import { t } from "@/lib/i18n/text";
import { openCreate } from "@/records/creating";
import { useMe } from "@/records/useMe";
import { may } from "@/records/useMeta";
import { STROKE } from "@/ui/icons";
import { Keys } from "@/ui/Keys";
import { Reasoned } from "@/ui/Reasoned";

interface ListActionsProps {
  object: ObjectMeta;
  settings: ViewSettings;
  current: CurrentView;
  total: Total | undefined;
  phone: boolean;
}

/** Import, export and new; on the phone the layout, because creating is in the bar below. */
export function ListActions({ object, settings, current, phone, total }: ListActionsProps) {
  const { special } = useMe();
  const navigate = useNavigate();
  const one = object.label.toLowerCase();
  if (phone) {
    if (!object.board) return null;
    const board = settings.layout === "board";
    const Mark = board ? IconTable : IconLayoutKanban;
    return (
      <ActionIcon
        size={40}
        aria-label={board ? t("Show as a list") : t("Show as a board")}
        onClick={() => current.change({ layout: board ? "table" : "board" })}
      >
        <Mark size={22} stroke={STROKE} />
      </ActionIcon>
    );
  }
  const noCreate = object.frozen ?? (may(object, "create") ? null : t("Your role may not create these."));
  const noImport = object.frozen ?? whyNoImport(object, special);
  return (
    <>
      <Reasoned reason={noImport}>
        <Button
          leftSection={<IconUpload size={15} stroke={STROKE} />}
          disabled={noImport !== null}
          onClick={() => void navigate({ to: "/imports", search: { object: object.key } })}
        >
          {t("Import")}
        </Button>
      </Reasoned>
      <ExportMenu
        object={object}
        filter={settings.filter}
        sort={settings.sort}
        columns={settings.columns}
        total={total}
      />
      <Reasoned reason={noCreate}>
        <Button
          variant="filled"
          leftSection={<IconPlus size={15} stroke={STROKE} />}
          rightSection={<Keys keys="c" />}
          disabled={noCreate !== null}
          onClick={() => openCreate({ object: object.key })}
        >
          {t("New {{one}}", { one })}
        </Button>
      </Reasoned>
    </>
  );
}

function whyNoImport(object: ObjectMeta, special: string[]): string | null {
  if (!object.imports) return t("These cannot be imported.");
  return special.includes("import") ? null : t("Your role may not import.");
}
