import { createStore } from "@/lib/store";

/** Whether the server answers. The feed's polls and the browser's own events keep it true. */
export const connection = createStore<"online" | "offline">("online");
