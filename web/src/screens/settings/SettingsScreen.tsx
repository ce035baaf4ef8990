import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { t } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { useIsPhone } from "@/ui/useIsPhone";
import classes from "./SettingsScreen.module.css";
import { settingsGroups } from "./sections";

/** The settings: their pages at the left, one of them beside it; on the phone the list first, then the page. */
export function SettingsScreen() {
  const phone = useIsPhone();
  const { viewing_as: viewed } = useMe();
  const listed = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, "") === "/settings" });
  return (
    <div className={classes.settings}>
      {(!phone || listed) && <SectionList />}
      {!(phone && listed) && (
        <div className={classes.content}>
          {/* Everything here changes something: looking as somebody else, one cannot. */}
          <fieldset className={classes.pages} disabled={Boolean(viewed)}>
            <Outlet />
          </fieldset>
        </div>
      )}
    </div>
  );
}

function SectionList() {
  const { special } = useMe();
  return (
    <nav className={classes.list} aria-label={t("Settings")}>
      <p className={classes.title}>{t("Settings")}</p>
      {settingsGroups(special).map(({ label, pages }) => (
        <section key={label} className={classes.group}>
          <h2 className={classes.heading}>{label}</h2>
          {pages.map(({ to, label: name, icon: Mark }) => (
            <Link key={to} to={to} className={classes.entry} activeProps={{ "data-active": true }}>
              <Mark size={16} stroke={1.6} />
              {name}
            </Link>
          ))}
        </section>
      ))}
    </nav>
  );
}
