import { IconLayoutKanban, IconTable } from "@tabler/icons-react";
import type { Layout, ObjectMeta } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";
import classes from "./LayoutSwitch.module.css";

interface LayoutSwitchProps {
  object: ObjectMeta;
  layout: Layout;
  onLayout: (layout: Layout) => void;
}

/** Table or board; nothing for an object that has only a table. */
export function LayoutSwitch({ object, layout, onLayout }: LayoutSwitchProps) {
  if (!object.board) return null;
  const layouts = [
    { key: "table", label: t("Table"), Mark: IconTable },
    { key: "board", label: t("Board"), Mark: IconLayoutKanban },
  ] as const;
  return (
    <fieldset className={classes.switch} aria-label={t("Layout")}>
      {layouts.map(({ key, label, Mark }) => (
        <button
          key={key}
          type="button"
          className={classes.choice}
          aria-pressed={layout === key}
          aria-label={label}
          title={label}
          onClick={() => onLayout(key)}
        >
          <Mark size={16} stroke={STROKE} />
        </button>
      ))}
    </fieldset>
  );
}
