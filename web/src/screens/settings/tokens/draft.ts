import type { NewToken } from "@/api/security";
import { endOf } from "../endOf";

export interface TokenDraft {
  name: string;
  /** How many days it lasts; empty for ever. */
  days: string;
  roles: string[];
  objects: Record<string, string[]>;
  /** One network a line. */
  networks: string;
}

/** The token to ask for: what was left empty is no limit. */
export function chosenLimits(draft: TokenDraft, now: Date): NewToken {
  const objects = Object.entries(draft.objects).filter(([, actions]) => actions.length > 0);
  const networks = draft.networks.split(/[\s,;]+/).filter(Boolean);
  return {
    name: draft.name.trim(),
    expires_at: endOf(draft.days, now),
    roles: draft.roles.length ? draft.roles : null,
    objects: objects.length ? Object.fromEntries(objects) : null,
    networks: networks.length ? networks : null,
  };
}
