import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown, IconDeviceFloppy, IconPlus, IconRestore } from "@tabler/icons-react";
import type { ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";
import { askViewName } from "./naming";
import { SavedViewItems } from "./SavedViewItems";
import type { CurrentView } from "./useListView";
import classes from "./ViewMenu.module.css";

/** The phone's title: the name of the view, which opens the list of views. */
export function ViewMenu({ object, current }: { object: ObjectMeta; current: CurrentView }) {
  const { view, views, changed } = current;
  return (
    <Menu width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.title} aria-label={t("View: {{view}}", { view: view.label })}>
          <span className={classes.label}>{view.label}</span>
          <IconChevronDown size={18} stroke={STROKE} className={classes.mark} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map((one) => (
          <Menu.Item
            key={one.key}
            py={9}
            aria-current={one === view ? "page" : undefined}
            rightSection={one === view ? <IconCheck size={15} stroke={2} /> : undefined}
            onClick={() => current.choose(one)}
          >
            {one.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {changed && (
          <Menu.Item py={9} leftSection={<IconRestore size={16} stroke={STROKE} />} onClick={current.reset}>
            {t("Reset")}
          </Menu.Item>
        )}
        <Menu.Item
          py={9}
          leftSection={
            changed ? <IconDeviceFloppy size={16} stroke={STROKE} /> : <IconPlus size={16} stroke={STROKE} />
          }
          onClick={() => askViewName({ kind: "create", label: view.label })}
        >
          {t("Save as a new view")}
        </Menu.Item>
        {view.saved && <SavedViewItems object={object} view={view} saved={view.saved} current={current} />}
      </Menu.Dropdown>
    </Menu>
  );
}
