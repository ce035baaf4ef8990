import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconSelector } from "@tabler/icons-react";
import { initialsOf } from "@/lib/hue";
import { t } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { switchWorkspace } from "../workspace";
import classes from "./WorkspaceSwitcher.module.css";

/** The workspace; a menu where the user belongs to several. */
export function WorkspaceSwitcher() {
  const { workspace, workspaces } = useMe();
  const name = (
    <>
      <span className={classes.mark} aria-hidden>
        {initialsOf(workspace.name, 1)}
      </span>
      <span className={classes.name}>{workspace.name}</span>
    </>
  );
  if (workspaces.length < 2) return <div className={classes.switcher}>{name}</div>;
  return (
    <Menu width={208}>
      <Menu.Target>
        <UnstyledButton
          className={classes.switcher}
          data-menu
          aria-label={t("Workspace {{name}}", { name: workspace.name })}
        >
          {name}
          <IconSelector size={14} stroke={1.6} className={classes.arrows} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("Workspaces")}</Menu.Label>
        {workspaces.map(({ id, name: label }) => (
          <Menu.Item
            key={id}
            rightSection={id === workspace.id ? <IconCheck size={14} stroke={2} /> : undefined}
            onClick={() => id !== workspace.id && switchWorkspace(id)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
