import { sendToWorkspace } from "@/api/client";
import { forgetRecent } from "@/records/recent";
import { forgetViewing } from "@/records/viewing";

const PLACE = "rapport.workspace";

/** Sends this tab's requests to the workspace it was last in. Called once, before the first request. */
export function resumeWorkspace(): void {
  sendToWorkspace(sessionStorage.getItem(PLACE));
}

/** Loads the app anew in another workspace, so that nothing of this one stays in memory. */
export function switchWorkspace(id: string): void {
  sessionStorage.setItem(PLACE, id);
  forgetViewing();
  forgetRecent();
  location.assign("/");
}

/** Forgets the workspace, at sign-out. */
export function leaveWorkspace(): void {
  sessionStorage.removeItem(PLACE);
  sendToWorkspace(null);
  forgetViewing();
  forgetRecent();
}
