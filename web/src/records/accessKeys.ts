import { keys } from "./keys";

/** What is read anew when it changes who may do what, one's own rights among it. */
export const accessKeys = [keys.me, keys.meta, keys.users, keys.teams, keys.roles, keys.members, keys.all];
