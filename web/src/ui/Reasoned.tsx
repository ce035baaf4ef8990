import { Tooltip } from "@mantine/core";
import type { ReactElement } from "react";

/** A control that may be disabled says why on hover and focus. Give the control `disabled={Boolean(reason)}` too. */
export function Reasoned({ reason, children }: { reason?: string | null; children: ReactElement }) {
  if (!reason) return children;
  return (
    <Tooltip label={reason} openDelay={100} events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a disabled button takes no focus, its reason must. */}
      <span tabIndex={0} style={{ display: "inline-flex" }}>
        {children}
      </span>
    </Tooltip>
  );
}
