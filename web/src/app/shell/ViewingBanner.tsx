import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { t } from "@/lib/i18n/text";
import { stopViewing } from "@/records/viewing";
import classes from "./ViewingBanner.module.css";

/** Says whose eyes one looks with, as long as one does. */
export function ViewingBanner({ name }: { name: string }) {
  return (
    <div className={classes.banner} role="status">
      <IconEye size={16} stroke={1.6} aria-hidden />
      <span className={classes.words}>{t("You see Rapport as {{name}}. Nothing can be changed.", { name })}</span>
      <Button size="xs" className={classes.stop} onClick={stopViewing}>
        {t("Stop")}
      </Button>
    </div>
  );
}
