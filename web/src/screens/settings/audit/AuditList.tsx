import { IconAddressBook, IconChevronRight, IconServerCog, IconUserQuestion } from "@tabler/icons-react";
import { useState } from "react";
import type { AuditEntry } from "@/api/audit";
import type { Id } from "@/api/types";
import { daysFrom } from "@/lib/days";
import { type Formats, useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { Avatar } from "@/ui/avatar/Avatar";
import type { Icon } from "@/ui/icons";
import classes from "./Audit.module.css";
import type { AuditAddress } from "./auditAddress";
import { EntryDetail } from "./EntryDetail";
import { sentenceOf } from "./sentences";
import { useWords } from "./useWords";

interface AuditListProps {
  entries: AuditEntry[];
  names: Record<Id, string>;
  /** Other filters are on their way. */
  stale: boolean;
  onAsk: (changed: Partial<AuditAddress>) => void;
}

/** The entries under the days of the reader's time zone; one of them may be open. */
export function AuditList({ entries, names, stale, onAsk }: AuditListProps) {
  const formats = useFormats();
  const words = useWords(names);
  const [open, setOpen] = useState<number | null>(null);
  return (
    <div className={classes.log} data-stale={stale || undefined} aria-busy={stale}>
      {byDay(entries, formats).map(([day, those]) => (
        <section key={day} aria-label={dayLabel(day, formats)}>
          <h2 className={classes.day}>{dayLabel(day, formats)}</h2>
          <ol className={classes.entries}>
            {those.map((entry) => (
              <li key={entry.number} className={classes.entry}>
                <button
                  type="button"
                  className={classes.row}
                  aria-expanded={open === entry.number}
                  onClick={() => setOpen(open === entry.number ? null : entry.number)}
                >
                  <time className={classes.time} dateTime={entry.at} title={formats.dateTime(entry.at)}>
                    {formats.time(entry.at)}
                  </time>
                  <Who entry={entry} nameOf={words.nameOf} />
                  <span className={classes.what}>{sentenceOf(entry, words)}</span>
                  <span className={classes.from}>{entry.address}</span>
                  <IconChevronRight size={14} stroke={1.6} className={classes.chevron} aria-hidden />
                </button>
                {open === entry.number && <EntryDetail entry={entry} words={words} onAsk={onAsk} />}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Who({ entry: { actor }, nameOf }: { entry: AuditEntry; nameOf: (id: unknown) => string }) {
  if (actor.user) {
    const name = nameOf(actor.user);
    return (
      <span className={classes.who}>
        <Avatar id={actor.user} name={name} size={18} />
        <span className={classes.name}>{name}</span>
      </span>
    );
  }
  const [Mark, name] = withoutUser(actor, nameOf);
  return (
    <span className={classes.who} data-nobody>
      <Mark size={17} stroke={1.6} aria-hidden />
      <span className={classes.name} title={name}>
        {name}
      </span>
    </span>
  );
}

/** What acted where no member did. */
function withoutUser({ kind, token }: AuditEntry["actor"], nameOf: (id: unknown) => string): [Icon, string] {
  if (kind === "system") return [IconServerCog, t("Rapport itself")];
  if (kind !== "integration") return [IconUserQuestion, t("Not signed in")];
  return [IconAddressBook, token ? t("Directory {{name}}", { name: nameOf(token) }) : t("Directory")];
}

function byDay(entries: AuditEntry[], formats: Formats): [string, AuditEntry[]][] {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = formats.today(new Date(entry.at));
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

function dayLabel(day: string, formats: Formats): string {
  const today = formats.today();
  if (day === today) return t("Today");
  return day === daysFrom(today, -1) ? t("Yesterday") : formats.date(day);
}
