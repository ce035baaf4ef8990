import { createStore } from "@/lib/store";

/** Whether the palette is open; the search box, the tab bar and mod+k open it. */
export const paletteOpen = createStore(false);
