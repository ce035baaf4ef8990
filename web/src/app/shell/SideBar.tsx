import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { t } from "@/lib/i18n/text";
import { ObjectIcon } from "@/records/ObjectIcon";
import { useMeta } from "@/records/useMeta";
import { Keys } from "@/ui/Keys";
import { navGroups } from "./navGroups";
import { paletteOpen } from "./paletteOpen";
import classes from "./SideBar.module.css";
import { UserMenu } from "./UserMenu";
import { WorkspaceSwitcher } from "./WorkspaceSwitcher";

export function SideBar() {
  const groups = navGroups(useMeta());
  return (
    <nav className={classes.side} aria-label={t("Main")}>
      <WorkspaceSwitcher />
      <button type="button" className={classes.search} onClick={() => paletteOpen.set(true)}>
        <IconSearch size={15} stroke={1.6} />
        <span>{t("Search or jump to")}</span>
        <Keys keys="mod+k" quiet />
      </button>
      <div className={classes.groups}>
        {groups.map(({ label, objects }) => (
          <section key={label} className={classes.group}>
            {label && <h2 className={classes.heading}>{label}</h2>}
            {objects.map((object) => (
              <Link
                key={object.key}
                to="/$plural"
                params={{ plural: object.plural }}
                className={classes.entry}
                activeProps={{ "data-active": true }}
              >
                <ObjectIcon object={object} size={17} />
                {object.label_plural}
              </Link>
            ))}
          </section>
        ))}
      </div>
      <UserMenu />
    </nav>
  );
}
