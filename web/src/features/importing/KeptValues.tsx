import { Link } from "@tanstack/react-router";
import type { ImportOutline } from "@/api/importTypes";
import { plural, t } from "@/lib/i18n/text";
import { fieldOf, findObject, useMeta } from "@/records/useMeta";
import classes from "./Importing.module.css";

const MOST = 20;

/** What an undo left as it is, and why: somebody changed it after the import, or needs it now. */
export function KeptValues({ kept }: { kept: ImportOutline["undo"]["kept"] }) {
  const meta = useMeta();
  if (kept.length === 0) return null;
  return (
    <section>
      <p className={classes.note}>
        {plural(kept.length, "One record or value was kept:", "{{count}} records and values were kept:")}
      </p>
      <ul className={classes.reasons}>
        {kept.slice(0, MOST).map(({ object: key, id, title, field, reason }) => {
          const object = findObject(meta, key);
          const label = object?.fields.some((one) => one.key === field) ? fieldOf(object, field).label : field;
          const name = title ?? object?.label ?? key;
          return (
            <li key={`${id} ${field}`}>
              {object ? (
                <Link to="/$plural/$id" params={{ plural: object.plural, id }}>
                  {name}
                </Link>
              ) : (
                name
              )}
              {label && <span>{label}</span>}
              <span className={classes.quiet}>{reason}</span>
            </li>
          );
        })}
      </ul>
      {kept.length > MOST && <p className={classes.note}>{t("and {{count}} more", { count: kept.length - MOST })}</p>}
    </section>
  );
}
