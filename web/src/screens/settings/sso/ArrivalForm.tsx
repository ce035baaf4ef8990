import { Button, MultiSelect, Switch, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Connection, changeConnection } from "@/api/sso";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { showToast } from "@/ui/toast/toasts";
import { useForm } from "@/ui/useForm";
import { useAccessChoices } from "../useAccessChoices";

/** Who is let in without an invitation and with what, and under which names the provider says things. */
export function ArrivalForm({ connection }: { connection: Connection }) {
  const client = useQueryClient();
  const { roles, teams } = useAccessChoices();
  const [draft, setDraft] = useState({
    just_in_time: connection.just_in_time,
    roles: connection.roles,
    teams: connection.teams,
    email_claim: connection.email_claim,
    name_claim: connection.name_claim,
    groups_claim: connection.groups_claim,
  });
  const form = useForm("roles", "teams", "email_claim", "name_claim", "groups_claim");
  const change = (values: Partial<typeof draft>) => setDraft({ ...draft, ...values });
  const save = async () => {
    if (!(await form.send(() => changeConnection(connection.id, draft)))) return;
    void client.invalidateQueries({ queryKey: keys.sso });
    showToast({ text: t("It was saved.") });
  };
  return (
    <FormStack onSubmit={() => !form.busy && void save()}>
      <FormProblem>{form.problem}</FormProblem>
      <Switch
        size="sm"
        label={t("Make an account for who is new, at the first sign-in")}
        description={t("Only for email addresses of a proven domain. Else an administrator invites them first.")}
        checked={draft.just_in_time}
        onChange={(event) => change({ just_in_time: event.currentTarget.checked })}
      />
      <MultiSelect
        searchable
        size="sm"
        label={t("Roles of who is new")}
        description={t("Unless their groups give them others.")}
        data={roles}
        value={draft.roles}
        error={form.errors.roles}
        onChange={(chosen) => change({ roles: chosen })}
      />
      <MultiSelect
        searchable
        size="sm"
        label={t("Teams of who is new")}
        data={teams}
        value={draft.teams}
        error={form.errors.teams}
        onChange={(chosen) => change({ teams: chosen })}
      />
      <TextInput
        label={t("The groups are called")}
        description={t("The claim or attribute with the names of the groups, such as groups. Empty: none are read.")}
        spellCheck={false}
        value={draft.groups_claim}
        error={form.errors.groups_claim}
        onChange={(event) => change({ groups_claim: event.currentTarget.value })}
      />
      <TextInput
        label={t("The email address is called")}
        spellCheck={false}
        value={draft.email_claim}
        error={form.errors.email_claim}
        onChange={(event) => change({ email_claim: event.currentTarget.value })}
      />
      <TextInput
        label={t("The name is called")}
        spellCheck={false}
        value={draft.name_claim}
        error={form.errors.name_claim}
        onChange={(event) => change({ name_claim: event.currentTarget.value })}
      />
      <div>
        <Button type="submit" loading={form.busy}>
          {t("Save who comes in")}
        </Button>
      </div>
    </FormStack>
  );
}
