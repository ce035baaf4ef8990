import type { NewToken } from "@/api/security";

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
  const end = draft.days ? new Date(now.getTime() + Number(draft.days) * 86_400_000) : null;
  return {
    name: draft.name.trim(),
    expires_at: end ? end.toISOString() : null,
    roles: draft.roles.length ? draft.roles : null,
    objects: objects.length ? Object.fromEntries(objects) : null,
    networks: networks.length ? networks : null,
  };
}
