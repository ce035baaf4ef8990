import type { ObjectMeta, Total } from "@/api/types";
import { FilterBar } from "@/features/filters/FilterBar";
import { ColumnMenu } from "@/features/list/ColumnMenu";
import { LayoutSwitch } from "@/features/views/LayoutSwitch";
import { askViewName } from "@/features/views/naming";
import { SaveView } from "@/features/views/SaveView";
import type { CurrentView } from "@/features/views/useListView";
import { ViewTabs } from "@/features/views/ViewTabs";
import { t } from "@/lib/i18n/text";
import classes from "./ListScreen.module.css";

interface ListBarProps {
  object: ObjectMeta;
  current: CurrentView;
  total: Total | undefined;
  phone: boolean;
}

/** The line under the title: views at the left, what narrows and lays out the list at the right. */
export function ListBar({ object, current, total, phone }: ListBarProps) {
  const { settings, change, view } = current;
  const filters = (
    <FilterBar object={object} filter={settings.filter} total={total} onFilter={(filter) => change({ filter })} />
  );
  if (phone) return <div className={classes.bar}>{filters}</div>;
  const saveAs = () => askViewName({ kind: "create", label: t("{{view}}, my way", { view: view.label }) });
  return (
    <div className={classes.bar}>
      <ViewTabs object={object} current={current} onSaveAs={saveAs} />
      <div className={classes.end}>
        <SaveView object={object} current={current} />
        {filters}
        <span className={classes.rule} />
        {settings.layout === "table" && (
          <ColumnMenu object={object} columns={settings.columns} onColumns={(columns) => change({ columns })} />
        )}
        <LayoutSwitch object={object} layout={settings.layout} onLayout={(layout) => change({ layout })} />
      </div>
    </div>
  );
}
