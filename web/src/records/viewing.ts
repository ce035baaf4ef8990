import { sendAs } from "@/api/client";
import type { Id, Meta } from "@/api/types";

const PLACE = "rapport.view-as";

/** Goes on looking as whom this tab looked as before a reload. Called once, before the first request. */
export function resumeViewing(): void {
  sendAs(viewedMember());
}

/** Who this tab looks as; null for oneself. */
export function viewedMember(): Id | null {
  return sessionStorage.getItem(PLACE);
}

/** Loads the app anew with the rights of a member, so that nothing that only oneself may see stays in memory. */
export function startViewing(member: Id, at = "/"): void {
  sessionStorage.setItem(PLACE, member);
  location.assign(at);
}

/** Back to oneself, on the same page. */
export function stopViewing(): void {
  forgetViewing();
  location.reload();
}

export function forgetViewing(): void {
  sessionStorage.removeItem(PLACE);
  sendAs(null);
}

/** The objects as somebody sees them who can change nothing, with the reason. */
export function frozenMeta(meta: Meta, reason: string): Meta {
  const none = { create: "none", edit: "none", delete: "none" } as const;
  return {
    ...meta,
    objects: meta.objects.map((object) => ({
      ...object,
      can: { ...object.can, ...none },
      actions: [],
      frozen: reason,
    })),
  };
}
