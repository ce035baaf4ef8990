import { t } from "@/lib/i18n/text";
import { showToast } from "@/ui/toast/toasts";

/** Puts this page's address into the clipboard. */
export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    showToast({ text: t("The link is in your clipboard.") });
  } catch {
    showToast({ tone: "failed", text: t("The browser did not let the link be copied."), detail: location.href });
  }
}
