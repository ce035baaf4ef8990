import { proveBy } from "@/api/proof";
import { createStore } from "@/lib/store";

/** Set while a request waits for a proof: how the dialog answers. */
export const asked = createStore<((proved: boolean) => void) | null>(null);

/** Lets requests that need a fresh proof ask for it by the dialog. */
export function proveByDialog(): void {
  proveBy(
    () =>
      new Promise((resolve) => {
        asked.set((proved) => {
          asked.set(null);
          resolve(proved);
        });
      }),
  );
}
