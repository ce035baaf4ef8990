import classes from "./Keys.module.css";
import { spell } from "./shortcuts/spell";

/** A hint at a key, such as "C" on a button or "Ctrl K" in the search box. */
export function Keys({ keys, quiet = false }: { keys: string; quiet?: boolean }) {
  return (
    <kbd className={classes.keys} data-quiet={quiet || undefined} aria-hidden>
      {spell(keys)}
    </kbd>
  );
}
