import { Popover } from "@mantine/core";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import type { Total } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";
import classes from "./filters.module.css";

interface FilterPopoverProps {
  opened: boolean;
  onClose: () => void;
  target: ReactElement;
  /** How many records match now. */
  total: Total | undefined;
  width?: number;
  label: string;
  children: ReactNode;
}

/** A panel under a chip. It stays while something is picked from a list that opens over it. */
export function FilterPopover({ opened, onClose, target, total, width = 300, label, children }: FilterPopoverProps) {
  const panel = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (!opened) return;
    const listener = (event: PointerEvent) => {
      const at = event.target as Element;
      // Lists of choices and calendars stand in a portal of their own.
      if (panel.current?.contains(at) || anchor.current?.contains(at) || at.closest("[data-portal]")) return;
      onClose();
    };
    document.addEventListener("pointerdown", listener);
    return () => document.removeEventListener("pointerdown", listener);
  }, [opened, onClose]);

  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && onClose()}
      closeOnClickOutside={false}
      position="bottom-end"
      width={width}
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <span ref={anchor} className={classes.anchor}>
          {target}
        </span>
      </Popover.Target>
      <Popover.Dropdown ref={panel} role="dialog" aria-label={label} className={classes.panel}>
        {children}
        {total && (
          <div className={classes.count} role="status">
            {total.exact
              ? plural(total.count, "{{count}} matches", "{{count}} match")
              : t("More than {{count}} match", { count: total.count })}
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
