import { ActionIcon, Autocomplete, Button, MultiSelect } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type GroupMapping, setMappings } from "@/api/sso";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { FormProblem } from "@/ui/FormProblem";
import { STROKE } from "@/ui/icons";
import { showToast } from "@/ui/toast/toasts";
import { useForm } from "@/ui/useForm";
import { Part } from "../Section";
import { useAccessChoices } from "../useAccessChoices";
import classes from "./sso.module.css";

interface GroupsPartProps {
  mappings: GroupMapping[];
  /** Groups that were named so far. */
  seen: string[];
}

interface Row extends GroupMapping {
  /** Its place in the form, which stays when the name changes. */
  at: number;
}

/** What the groups of the provider or the directory mean here. */
export function GroupsPart({ mappings, seen }: GroupsPartProps) {
  const client = useQueryClient();
  const { roles, teams } = useAccessChoices();
  const [draft, setDraft] = useState<Row[] | null>(null);
  const form = useForm();
  const rows = draft ?? mappings.map((mapping, at) => ({ ...mapping, at }));
  const change = (at: number, values: Partial<GroupMapping>) =>
    setDraft(rows.map((row) => (row.at === at ? { ...row, ...values } : row)));
  const add = () =>
    setDraft([...rows, { group: "", roles: [], teams: [], at: Math.max(-1, ...rows.map(({ at }) => at)) + 1 }]);
  const unused = seen.filter((group) => !rows.some((row) => row.group === group));
  const save = async () => {
    const kept = rows
      .filter(({ group }) => group.trim())
      .map(({ group, roles: given, teams: joined }) => ({ group: group.trim(), roles: given, teams: joined }));
    if (!(await form.send(() => setMappings(kept)))) return;
    await client.invalidateQueries({ queryKey: keys.sso });
    setDraft(null);
    showToast({ text: t("It holds from the next sign-in of each member on.") });
  };
  return (
    <Part
      title={t("Groups")}
      intro={t(
        "A role or team that stands here is given and taken by the groups alone, at each sign-in and whenever the directory says so. All others stay as you set them.",
      )}
    >
      <FormProblem>{form.problem}</FormProblem>
      {rows.length > 0 && (
        <ul className={classes.mappings} aria-label={t("Groups")}>
          {rows.map(({ at, group, roles: given, teams: joined }) => (
            <li key={at} className={classes.mapping}>
              <Autocomplete
                size="sm"
                aria-label={t("Group")}
                placeholder={t("Name of the group")}
                data={unused}
                value={group}
                onChange={(name) => change(at, { group: name })}
              />
              <MultiSelect
                searchable
                size="sm"
                aria-label={t("Roles of {{group}}", { group: group || t("the group") })}
                placeholder={given.length ? undefined : t("No role")}
                data={roles}
                value={given}
                onChange={(chosen) => change(at, { roles: chosen })}
              />
              <MultiSelect
                searchable
                size="sm"
                aria-label={t("Teams of {{group}}", { group: group || t("the group") })}
                placeholder={joined.length ? undefined : t("No team")}
                data={teams}
                value={joined}
                onChange={(chosen) => change(at, { teams: chosen })}
              />
              <ActionIcon
                aria-label={t("Remove {{group}}", { group: group || t("the group") })}
                onClick={() => setDraft(rows.filter((row) => row.at !== at))}
              >
                <IconTrash size={15} stroke={STROKE} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.acts}>
        <Button leftSection={<IconPlus size={15} stroke={STROKE} />} onClick={add}>
          {t("Add a group")}
        </Button>
        {draft && (
          <>
            <Button variant="filled" loading={form.busy} onClick={() => void save()}>
              {t("Save the groups")}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setDraft(null)}>
              {t("Reset")}
            </Button>
          </>
        )}
      </div>
    </Part>
  );
}
