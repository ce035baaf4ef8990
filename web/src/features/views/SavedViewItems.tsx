import { Menu } from "@mantine/core";
import { IconLock, IconPencil, IconTrash, IconUsersGroup } from "@tabler/icons-react";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { useMe } from "@/records/useMe";
import { STROKE } from "@/ui/icons";
import { showToast } from "@/ui/toast/toasts";
import { askViewName } from "./naming";
import { type SavedView, useViewWrites } from "./savedViews";
import type { CurrentView } from "./useListView";
import type { ListView } from "./viewState";

interface SavedViewItemsProps {
  object: ObjectMeta;
  view: ListView;
  saved: SavedView;
  current: CurrentView;
}

/** What one may do with a saved view: rename, share, delete. Deleting offers undo. */
export function SavedViewItems({ object, view, saved, current }: SavedViewItemsProps) {
  const writes = useViewWrites(object);
  const me = useMe();
  if (!saved.mine && !me.special.includes("manage")) {
    return <Menu.Label>{t("Somebody else shares this view. Save it as your own to change it.")}</Menu.Label>;
  }

  const attempt = (work: Promise<unknown>) => work.catch((error) => showFailure(t("The view was not changed."), error));

  const remove = async () => {
    const { label, layout, filter, sort, columns, shared } = saved;
    current.choose(current.views[0] ?? view);
    await writes.remove(saved.id);
    showToast({
      text: t("The view {{view}} was deleted.", { view: label }),
      action: {
        label: t("Undo"),
        run: () =>
          void attempt(
            writes.create(label, { layout, filter, sort, columns, shared }).then(({ id }) => current.settleOn(id)),
          ),
      },
    });
  };

  return (
    <>
      <Menu.Item
        leftSection={<IconPencil size={15} stroke={STROKE} />}
        onClick={() => askViewName({ kind: "rename", label: view.label, id: saved.id, shared: saved.shared })}
      >
        {t("Rename")}
      </Menu.Item>
      <Menu.Item
        leftSection={
          saved.shared ? <IconLock size={15} stroke={STROKE} /> : <IconUsersGroup size={15} stroke={STROKE} />
        }
        onClick={() => void attempt(writes.change(saved.id, { shared: !saved.shared }))}
      >
        {saved.shared ? t("Make it private") : t("Share with the workspace")}
      </Menu.Item>
      <Menu.Item leftSection={<IconTrash size={15} stroke={STROKE} />} onClick={() => void attempt(remove())}>
        {t("Delete")}
      </Menu.Item>
    </>
  );
}
