import type { AuditQuestion } from "@/api/audit";
import { daysFrom, startOfDay } from "@/lib/days";

/** What the address of the audit log says: the filters, so that a copied link shows the same. */
export interface AuditAddress {
  kind?: string;
  actor?: string;
  /** What it was done to: a type, or a type and an id, as `user:<id>`. */
  about?: string;
  /** The last so many days, `today` among them. */
  last?: number;
  /** Days, the last one included. */
  from?: string;
  to?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const word = (value: unknown) => (typeof value === "string" && value ? value : undefined);
const day = (value: unknown) => (typeof value === "string" && DAY.test(value) ? value : undefined);

/** The address as it came, without what does not fit. */
export function readAuditAddress(search: Record<string, unknown>): AuditAddress {
  const last = Number(search.last);
  return {
    kind: word(search.kind),
    actor: word(search.actor),
    about: word(search.about),
    last: Number.isInteger(last) && last > 0 && last <= 3660 ? last : undefined,
    from: day(search.from),
    to: day(search.to),
  };
}

/** What to ask the server, with the days of the reader's time zone as moments. */
export function questionOf(address: AuditAddress, today: string, timeZone: string): AuditQuestion {
  const { kind, actor, about, last, to } = address;
  const [type, id] = about?.split(":") ?? [];
  const from = last ? daysFrom(today, 1 - last) : address.from;
  return {
    kind,
    actor,
    subject_type: type || undefined,
    subject: id || undefined,
    since: from && startOfDay(from, timeZone).toISOString(),
    until: !last && to ? startOfDay(daysFrom(to, 1), timeZone).toISOString() : undefined,
  };
}

export function isFiltered(address: AuditAddress): boolean {
  return Object.values(address).some((value) => value !== undefined);
}
