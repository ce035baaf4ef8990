import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/api/audit";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { findObject, useMeta } from "@/records/useMeta";
import classes from "./Audit.module.css";
import type { AuditAddress } from "./auditAddress";
import type { useWords } from "./useWords";

interface EntryDetailProps {
  entry: AuditEntry;
  words: ReturnType<typeof useWords>;
  onAsk: (changed: Partial<AuditAddress>) => void;
}

/** All that one entry holds, as it stands in the log. */
export function EntryDetail({ entry, words, onAsk }: EntryDetailProps) {
  const formats = useFormats();
  const { actor, subject, data } = entry;
  const facts: [string, ReactNode][] = [
    [t("When"), `${formats.dateTime(entry.at)} · ${entry.at}`],
    [t("Kind"), entry.kind],
    [t("About"), subject && <SubjectName subject={subject} nameOf={words.nameOf} />],
    [actor.kind === "integration" ? t("Provisioning token") : t("API token"), actor.token && words.nameOf(actor.token)],
    [t("From the address"), entry.address],
    ...Object.entries(data).map(([key, value]): [string, ReactNode] => [
      key.replaceAll("_", " "),
      shown(value, words.nameOf),
    ]),
    [t("Request"), entry.request_id],
    [t("Number"), formats.number(entry.number)],
    [t("Hash"), entry.hash],
  ];
  const who = actor.user;
  return (
    <div className={classes.detail}>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value !== null && value !== "" && value !== undefined)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <div className={classes.asks}>
        {who && (
          <Button size="xs" onClick={() => onAsk({ actor: who })}>
            {t("All by {{name}}", { name: words.nameOf(who) })}
          </Button>
        )}
        {subject?.id && (
          <Button size="xs" onClick={() => onAsk({ about: `${subject.type}:${subject.id}` })}>
            {t("All about the same")}
          </Button>
        )}
        <Button size="xs" onClick={() => onAsk({ kind: entry.kind })}>
          {t("All of this kind")}
        </Button>
      </div>
    </div>
  );
}

function SubjectName({
  subject: { type, id },
  nameOf,
}: Pick<EntryDetailProps["words"], "nameOf"> & {
  subject: { type: string; id: string };
}) {
  const object = findObject(useMeta(), type);
  if (!object) return id ? nameOf(id) : type;
  if (!id) return object.label_plural;
  return (
    <Link to="/$plural/$id" params={{ plural: object.plural, id }}>
      {t("Open the {{object}}", { object: object.label.toLowerCase() })}
    </Link>
  );
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A value of the data in words: ids by their names. */
function shown(value: unknown, nameOf: (id: unknown) => string): string {
  if (Array.isArray(value)) return value.map((each) => shown(each, nameOf)).join(", ");
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .map(([key, each]) => `${key}: ${shown(each, nameOf)}`)
      .join(", ");
  }
  if (value === null) return "";
  return typeof value === "string" && ID.test(value) ? nameOf(value) : String(value);
}
