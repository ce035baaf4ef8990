import { IconShieldCheck } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import classes from "./Audit.module.css";

const COMMAND = "rapport audit verify";

/** Why one may rely on the log, and how to look. */
export function Trust() {
  return (
    <p className={classes.trust}>
      <IconShieldCheck size={16} stroke={1.6} aria-hidden />
      <span>
        {t(
          "Each entry carries a hash of itself and the one before, the last one is signed, and copies of the signature are kept outside the database: a changed, removed or added entry does not fit any more. Rapport looks every night; whoever runs the server looks at any time with",
        )}{" "}
        <code>{COMMAND}</code>.
      </span>
    </p>
  );
}
