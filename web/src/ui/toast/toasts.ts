import { createStore } from "@/lib/store";

export interface Toast {
  id: number;
  text: string;
  tone: "done" | "failed";
  /** A second line: what was kept, what to do, the request id. */
  detail?: string;
  action?: { label: string; run: () => void };
  /** What it tells of, such as a change; the toast goes when that is no longer so. */
  about?: string;
  /** How long it stays, in milliseconds; a toast that offers undo stays at least 8 s. */
  stay: number;
}

const UNDO_STAY = 9_000;
const PLAIN_STAY = 5_000;
const MOST = 3;
let last = 0;

export const toasts = createStore<Toast[]>([]);

export function showToast(
  toast: Omit<Toast, "id" | "stay" | "tone"> & { tone?: Toast["tone"]; stay?: number },
): number {
  last += 1;
  const stay = toast.stay ?? (toast.action || toast.tone === "failed" ? UNDO_STAY : PLAIN_STAY);
  const shown: Toast = { tone: "done", ...toast, id: last, stay };
  toasts.set([...toasts.get(), shown].slice(-MOST));
  return last;
}

/** Takes away what was told of something, such as of a change that has been undone by other means. */
export function hideToastsAbout(about: string): void {
  toasts.set(toasts.get().filter((toast) => toast.about !== about));
}

export function hideToast(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}
