import type { Id } from "@/api/types";
import { createStore } from "@/lib/store";

/** What the dialog that names a view is asked for. */
export type NameRequest =
  | { kind: "create"; label: string }
  | { kind: "rename"; label: string; id: Id; shared: boolean };

export const naming = createStore<NameRequest | null>(null);

export function askViewName(request: NameRequest): void {
  naming.set(request);
}
