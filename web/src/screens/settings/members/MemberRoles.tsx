import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeMember, type Member } from "@/api/members";
import { t } from "@/lib/i18n/text";
import { accessKeys } from "@/records/accessKeys";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { useForm } from "@/ui/useForm";
import { RoleChecks } from "../roles/RoleChecks";
import { useRoles } from "../roles/useRoles";

/** Changes the roles of one member. */
export function MemberRoles({ member, onClose }: { member: Member; onClose: () => void }) {
  const roles = useRoles();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(member.roles.map(({ key }) => key));
  const form = useForm("roles");
  const save = async () => {
    if (!(await form.send(() => changeMember(member.id, { roles: chosen })))) return;
    for (const queryKey of accessKeys) void client.invalidateQueries({ queryKey });
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t("Roles of {{name}}", { name: member.name })} size="sm" centered>
      <FormStack onSubmit={() => chosen.length > 0 && !form.busy && void save()}>
        <FormProblem>{form.problem}</FormProblem>
        <RoleChecks roles={roles.data ?? []} chosen={chosen} onChange={setChosen} error={form.errors.roles} />
        <div>
          <Button type="submit" variant="filled" loading={form.busy} disabled={chosen.length === 0}>
            {t("Save")}
          </Button>
        </div>
      </FormStack>
    </Dialog>
  );
}
