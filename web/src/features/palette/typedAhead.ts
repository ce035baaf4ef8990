import { createStore } from "@/lib/store";

/** What was typed before the palette was there: it begins with it. */
export const typedAhead = createStore("");
