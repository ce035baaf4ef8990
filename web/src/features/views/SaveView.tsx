import { Button } from "@mantine/core";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { useMe } from "@/records/useMe";
import { showToast } from "@/ui/toast/toasts";
import { askViewName } from "./naming";
import classes from "./SaveView.module.css";
import { useViewWrites } from "./savedViews";
import type { CurrentView } from "./useListView";

/** Reset, Save and Save as: there only while something differs from the view. */
export function SaveView({ object, current }: { object: ObjectMeta; current: CurrentView }) {
  const writes = useViewWrites(object);
  const me = useMe();
  const { view, settings, changed } = current;
  if (!changed) return null;
  const { saved } = view;
  const own = saved && (saved.mine || me.special.includes("manage"));

  const save = async () => {
    if (!saved) return;
    try {
      await writes.change(saved.id, settings);
      current.settleOn(saved.id);
      showToast({ text: t("The view {{view}} was saved.", { view: view.label }) });
    } catch (error) {
      showFailure(t("The view was not saved."), error);
    }
  };

  return (
    <div className={classes.save}>
      <Button size="xs" variant="subtle" color="gray" onClick={current.reset}>
        {t("Reset")}
      </Button>
      {!object.frozen && (
        <Button
          size="xs"
          variant="subtle"
          color={own ? "gray" : undefined}
          onClick={() => askViewName({ kind: "create", label: t("{{view}}, my way", { view: view.label }) })}
        >
          {t("Save as")}
        </Button>
      )}
      {own && !object.frozen && (
        <Button size="xs" variant="subtle" onClick={() => void save()}>
          {t("Save")}
        </Button>
      )}
    </div>
  );
}
