import { Button, Select, TextInput } from "@mantine/core";
import type { AuditPage } from "@/api/audit";
import type { Id } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { useMeta } from "@/records/useMeta";
import { useTeams } from "@/records/useTeams";
import { useUsers } from "@/records/useUsers";
import { useRoles } from "../roles/useRoles";
import classes from "./Audit.module.css";
import { areaLabel } from "./areas";
import { type AuditAddress, isFiltered } from "./auditAddress";

interface AuditFiltersProps {
  address: AuditAddress;
  kinds: AuditPage["kinds"];
  names: Record<Id, string>;
  onChange: (changed: Partial<AuditAddress>) => void;
}

const CHOSEN_DAYS = "days";
const NOTHING: AuditAddress = {
  kind: undefined,
  actor: undefined,
  about: undefined,
  last: undefined,
  from: undefined,
  to: undefined,
};

/** Which entries are shown; the choice stands in the address. */
export function AuditFilters({ address, kinds, names, onChange }: AuditFiltersProps) {
  const users = useUsers() ?? [];
  return (
    <search className={classes.filters} aria-label={t("Which entries")}>
      <Select
        aria-label={t("What was done")}
        placeholder={t("Everything")}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("Show everything that was done") }}
        data={kindChoices(kinds, address.kind)}
        value={address.kind ?? null}
        onChange={(kind) => onChange({ kind: kind ?? undefined })}
      />
      <Select
        aria-label={t("Who did it")}
        placeholder={t("By anybody")}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("Show what anybody did") }}
        data={withChosen(
          users.map(({ id, name }) => ({ value: id, label: name })),
          address.actor,
          names,
        )}
        value={address.actor ?? null}
        onChange={(actor) => onChange({ actor: actor ?? undefined })}
      />
      <AboutFilter about={address.about} names={names} onChange={onChange} />
      <PeriodFilter address={address} onChange={onChange} />
      {isFiltered(address) && (
        <Button variant="subtle" color="gray" onClick={() => onChange(NOTHING)}>
          {t("Reset")}
        </Button>
      )}
    </search>
  );
}

/** Kinds under their area, and the whole area first. */
function kindChoices(kinds: AuditPage["kinds"], chosen: string | undefined) {
  const areas = new Map<string, { value: string; label: string }[]>();
  for (const { key, label } of kinds) {
    const area = key.split(".")[0] ?? key;
    const listed = areas.get(area) ?? [{ value: area, label: t("{{area}}: all", { area: areaLabel(area) }) }];
    areas.set(area, [...listed, { value: key, label }]);
  }
  // Until the first page is there, the choice of the address has no words yet.
  if (areas.size === 0 && chosen) return [{ value: chosen, label: areaLabel(chosen) }];
  return [...areas].map(([area, items]) => ({ group: areaLabel(area), items }));
}

/** What was chosen may be somebody who is no longer listed. */
function withChosen(listed: { value: string; label: string }[], chosen: string | undefined, names: Record<Id, string>) {
  if (!chosen || listed.some(({ value }) => value === chosen)) return listed;
  return [...listed, { value: chosen, label: names[chosen] ?? t("Somebody who is gone") }];
}

interface AboutFilterProps extends Pick<AuditFiltersProps, "names" | "onChange"> {
  about: string | undefined;
}

/** To what it was done: one member, team or role, or any record of an object. */
function AboutFilter({ about, names, onChange }: AboutFilterProps) {
  const { objects } = useMeta();
  const users = useUsers() ?? [];
  const teams = useTeams() ?? [];
  const roles = useRoles().data ?? [];
  const groups = [
    { group: t("Members"), items: users.map(({ id, name }) => ({ value: `user:${id}`, label: name })) },
    { group: t("Teams"), items: teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })) },
    { group: t("Roles"), items: roles.map(({ id, name }) => ({ value: `role:${id}`, label: name })) },
    { group: t("Records"), items: objects.map(({ key, label_plural }) => ({ value: key, label: label_plural })) },
  ].filter(({ items }) => items.length > 0);
  if (about && !groups.some(({ items }) => items.some(({ value }) => value === about))) {
    const [type = "", id = ""] = about.split(":");
    const object = objects.find(({ key }) => key === type);
    const label = names[id] ?? (object ? t("One {{object}}", { object: object.label.toLowerCase() }) : t("One thing"));
    groups.push({ group: t("Chosen"), items: [{ value: about, label }] });
  }
  return (
    <Select
      aria-label={t("What it was done to")}
      placeholder={t("About anything")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("Show what is about anything") }}
      data={groups}
      value={about ?? null}
      onChange={(value) => onChange({ about: value ?? undefined })}
    />
  );
}

/** The last days by presets, or from one day to another. */
function PeriodFilter({ address, onChange }: Pick<AuditFiltersProps, "address" | "onChange">) {
  const formats = useFormats();
  const chosen = address.from || address.to ? CHOSEN_DAYS : address.last ? String(address.last) : null;
  const choose = (value: string | null) => {
    if (value === CHOSEN_DAYS) onChange({ last: undefined, from: formats.today(), to: formats.today() });
    else onChange({ last: value ? Number(value) : undefined, from: undefined, to: undefined });
  };
  return (
    <>
      <Select
        aria-label={t("When")}
        placeholder={t("At any time")}
        clearable
        clearButtonProps={{ "aria-label": t("Show any time") }}
        data={[
          { value: "1", label: t("Today") },
          { value: "7", label: t("Last 7 days") },
          { value: "30", label: t("Last 30 days") },
          { value: "90", label: t("Last 90 days") },
          { value: "365", label: t("Last 12 months") },
          { value: CHOSEN_DAYS, label: t("From ... to ...") },
        ]}
        value={chosen}
        onChange={choose}
      />
      {chosen === CHOSEN_DAYS && (
        <span className={classes.days}>
          <TextInput
            type="date"
            aria-label={t("From this day")}
            max={address.to}
            value={address.from ?? ""}
            onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            aria-label={t("To this day")}
            min={address.from}
            value={address.to ?? ""}
            onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
          />
        </span>
      )}
    </>
  );
}
