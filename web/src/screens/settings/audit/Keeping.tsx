import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type AuditAnchor, keepAudit, readAuditSettings } from "@/api/audit";
import { type Formats, useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import classes from "./Audit.module.css";

const FOR_EVER = "";
const YEARS = [1, 2, 3, 5, 7, 10];

/** How long the log is kept, and whether its signature is kept elsewhere. */
export function Keeping() {
  const formats = useFormats();
  const settings = useQuery({ queryKey: keys.auditSettings, queryFn: ({ signal }) => readAuditSettings(signal) });
  const act = useAct(keys.auditSettings, keys.audit);
  if (!settings.data) return null;
  const { keep_days: days, anchors } = settings.data;
  const choices = [
    { value: FOR_EVER, label: t("for ever") },
    ...YEARS.map((years) => ({
      value: String(years * 365),
      label: plural(years, "{{count}} year", "{{count}} years"),
    })),
  ];
  const now = days === null ? FOR_EVER : String(days);
  // A number of days that a program chose stands in the list as well.
  if (!choices.some(({ value }) => value === now)) {
    choices.push({ value: now, label: plural(days ?? 0, "{{count}} day", "{{count}} days") });
  }
  const change = async (value: string | null) => {
    if (value === null || value === now) return;
    const next = value === FOR_EVER ? null : Number(value);
    const sure =
      next === null ||
      (await confirm({
        title: t("Remove older entries?"),
        text: t(
          "What is older is removed every night from now on, and cannot be brought back. Export it first if you need it.",
        ),
        yes: t("Remove what is older"),
      }));
    if (!sure) return;
    await act(() => keepAudit(next), {
      failed: t("It is kept as long as before."),
      done: t("It was saved."),
    });
  };
  return (
    <div className={classes.keeping}>
      <Select
        label={t("Entries are kept")}
        allowDeselect={false}
        w={180}
        data={choices}
        value={now}
        onChange={(value) => void change(value)}
      />
      <ul className={classes.anchors} aria-label={t("Where the signature is kept")}>
        {anchors.map((anchor) => (
          <li key={`${anchor.kind} ${anchor.place}`} data-ok={anchor.ok}>
            {stateOf(anchor, formats)} <code>{anchor.place}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function stateOf({ kind, ok, at }: AuditAnchor, formats: Formats): string {
  const where = kind === "file" ? t("Signature in the data folder") : t("Signature in the bucket");
  if (!ok) return t("{{where}}: the last one could not be written.", { where });
  return at ? t("{{where}}: {{when}}.", { where, when: formats.ago(at) }) : t("{{where}}: none yet.", { where });
}
