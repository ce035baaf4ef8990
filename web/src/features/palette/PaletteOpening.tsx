import { IconSearch } from "@tabler/icons-react";
import { useEffect } from "react";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import classes from "./PaletteOpening.module.css";
import { typedAhead } from "./typedAhead";

/** Stands in while the palette's code is on its way, so that nothing that is typed is lost. */
export function PaletteOpening({ onClose }: { onClose: () => void }) {
  const words = useStore(typedAhead);
  useEffect(() => typedAhead.set(""), []);
  return (
    <div className={classes.box}>
      <IconSearch size={17} stroke={1.6} />
      <input
        className={classes.input}
        // biome-ignore lint/a11y/noAutofocus: the keys that opened it go on here.
        autoFocus
        aria-label={t("Search or jump to")}
        placeholder={t("Search or jump to")}
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => typedAhead.set(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
      />
    </div>
  );
}
