import { ActionIcon, Menu } from "@mantine/core";
import { IconChevronDown, IconLock, IconPlus } from "@tabler/icons-react";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";
import { SavedViewItems } from "./SavedViewItems";
import type { CurrentView } from "./useListView";
import classes from "./ViewTabs.module.css";
import type { ListView } from "./viewState";

interface ViewTabsProps {
  object: ObjectMeta;
  current: CurrentView;
  onSaveAs: () => void;
}

/** The views of a list as tabs; the last sign saves what is on the screen as a new one. */
export function ViewTabs({ object, current, onSaveAs }: ViewTabsProps) {
  return (
    <div className={classes.tabs}>
      <nav className={classes.scroll} aria-label={t("Views")}>
        {current.views.map((view) => (
          <Tab key={view.key} object={object} view={view} current={current} />
        ))}
      </nav>
      <ActionIcon aria-label={t("Save as a new view")} title={t("Save as a new view")} onClick={onSaveAs}>
        <IconPlus size={16} stroke={STROKE} />
      </ActionIcon>
    </div>
  );
}

function Tab({ object, view, current }: { object: ObjectMeta; view: ListView; current: CurrentView }) {
  const active = view === current.view;
  return (
    <span className={classes.tab} data-active={active || undefined}>
      <button
        type="button"
        className={classes.name}
        aria-current={active ? "page" : undefined}
        onClick={() => current.choose(view)}
      >
        {view.label}
        {view.saved && !view.saved.shared && (
          <IconLock size={12} stroke={STROKE} className={classes.lock} aria-label={t("Only you see it")} role="img" />
        )}
      </button>
      {active && view.saved && (
        <Menu width={220}>
          <Menu.Target>
            <button
              type="button"
              className={classes.more}
              aria-label={t("What to do with the view {{view}}", { view: view.label })}
            >
              <IconChevronDown size={13} stroke={STROKE} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <SavedViewItems object={object} view={view} saved={view.saved} current={current} />
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
