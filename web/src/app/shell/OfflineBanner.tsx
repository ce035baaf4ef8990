import { IconCloudOff } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import classes from "./OfflineBanner.module.css";

/** Says that the server does not answer, and goes away by itself. */
export function OfflineBanner() {
  return (
    <div className={classes.banner} role="status">
      <IconCloudOff size={15} stroke={1.6} />
      {t(
        "Rapport cannot be reached. You see what was loaded before; it goes on by itself when the connection is back.",
      )}
    </div>
  );
}
