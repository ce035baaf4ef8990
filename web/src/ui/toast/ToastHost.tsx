import { ActionIcon } from "@mantine/core";
import { IconAlertCircle, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import classes from "./ToastHost.module.css";
import { hideToast, type Toast, toasts } from "./toasts";

/** Shows the toasts, announced politely; one stays while the pointer or the focus is on it. */
export function ToastHost() {
  const shown = useStore(toasts);
  return (
    <section className={classes.host} aria-label={t("Notices")} aria-live="polite">
      {shown.map((toast) => (
        <ToastBar key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastBar({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => hideToast(toast.id), toast.stay);
    return () => clearTimeout(timer);
  }, [toast, held]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the toast open is a help, not a control.
    <div
      className={classes.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.tone === "failed" && <IconAlertCircle size={16} stroke={1.6} className={classes.mark} />}
      <div className={classes.words}>
        <div>{toast.text}</div>
        {toast.detail && <div className={classes.detail}>{toast.detail}</div>}
      </div>
      {toast.action && (
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            hideToast(toast.id);
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <ActionIcon size={22} className={classes.close} aria-label={t("Close")} onClick={() => hideToast(toast.id)}>
        <IconX size={14} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}
