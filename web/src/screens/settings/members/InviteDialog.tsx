import { Button, MultiSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { invite } from "@/api/members";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useTeams } from "@/records/useTeams";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { showToast } from "@/ui/toast/toasts";
import { useForm } from "@/ui/useForm";
import { RoleChecks } from "../roles/RoleChecks";
import { useRoles } from "../roles/useRoles";

/** Invites somebody by email. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const roles = useRoles();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const teams = useTeams() ?? [];
  const [joined, setJoined] = useState<string[]>([]);
  const form = useForm("email", "roles", "teams");
  const complete = email.trim() && chosen.length > 0;
  const send = async () => {
    if (!(await form.send(() => invite(email.trim(), chosen, joined)))) return;
    void client.invalidateQueries({ queryKey: keys.invitations });
    showToast({ text: t("The invitation is on its way to {{email}}.", { email: email.trim() }) });
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t("Invite somebody")} size="sm" centered>
      <FormStack onSubmit={() => complete && !form.busy && void send()}>
        <FormProblem>{form.problem}</FormProblem>
        <TextInput
          label={t("Email")}
          type="email"
          autoComplete="off"
          data-autofocus
          value={email}
          error={form.errors.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleChecks roles={roles.data ?? []} chosen={chosen} onChange={setChosen} error={form.errors.roles} />
        {teams.length > 0 && (
          <MultiSelect
            size="sm"
            label={t("Teams")}
            placeholder={joined.length ? undefined : t("None")}
            data={teams.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            value={joined}
            error={form.errors.teams}
            onChange={setJoined}
          />
        )}
        <div>
          <Button type="submit" variant="filled" loading={form.busy} disabled={!complete}>
            {t("Send the invitation")}
          </Button>
        </div>
      </FormStack>
    </Dialog>
  );
}
