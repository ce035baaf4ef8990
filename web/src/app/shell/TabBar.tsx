import { ActionIcon, Menu, UnstyledButton } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { t } from "@/lib/i18n/text";
import { openCreate } from "@/records/creating";
import { ObjectIcon } from "@/records/ObjectIcon";
import { useMe } from "@/records/useMe";
import { may, useMeta } from "@/records/useMeta";
import { Avatar } from "@/ui/avatar/Avatar";
import { visibleObjects } from "./navGroups";
import { paletteOpen } from "./paletteOpen";
import classes from "./TabBar.module.css";
import { UserMenuItems } from "./UserMenu";

const MOST = 3;

/** The phone's bar at the bottom: the first objects, a round button to create, search. */
export function TabBar() {
  const { user } = useMe();
  const objects = visibleObjects(useMeta()).slice(0, MOST);
  const creatable = objects.filter((object) => may(object, "create"));
  const entries = objects.map((object) => (
    <Link
      key={object.key}
      to="/$plural"
      params={{ plural: object.plural }}
      className={classes.tab}
      activeProps={{ "data-active": true }}
    >
      <ObjectIcon object={object} size={22} />
      {object.label_plural}
    </Link>
  ));
  return (
    <nav className={classes.bar} aria-label={t("Main")}>
      {entries.slice(0, 2)}
      {creatable.length > 0 && (
        <Menu position="top" offset={10} width={200} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon variant="filled" size={46} radius="xl" className={classes.plus} aria-label={t("Create")}>
              <IconPlus size={22} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {creatable.map((object) => (
              <Menu.Item
                key={object.key}
                py={10}
                leftSection={<ObjectIcon object={object} size={17} />}
                onClick={() => openCreate({ object: object.key })}
              >
                {t("New {{object}}", { object: object.label.toLowerCase() })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {entries.slice(2)}
      <UnstyledButton className={classes.tab} onClick={() => paletteOpen.set(true)}>
        <IconSearch size={22} stroke={1.6} />
        {t("Search")}
      </UnstyledButton>
      <Menu position="top-end" offset={10} width={220} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <UnstyledButton className={classes.tab} aria-label={t("Your menu")}>
            <Avatar id={user.id} name={user.name} size={22} />
            {t("You")}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <UserMenuItems />
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
