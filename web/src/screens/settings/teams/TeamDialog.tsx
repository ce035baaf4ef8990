import { Button, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createTeam, setTeamMembers, updateTeam } from "@/api/access";
import type { Id, Team } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { accessKeys } from "@/records/accessKeys";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/FormProblem";
import { FormStack } from "@/ui/FormStack";
import { useForm } from "@/ui/useForm";
import { TeamMembers } from "./TeamMembers";
import { placesFor } from "./tree";

interface TeamDialogProps {
  team: Team | null;
  parent: Id | null;
  teams: Team[];
  onClose: () => void;
}

const ALONE = "";

/** A team's name, its place, and who is in it. */
export function TeamDialog({ team, parent, teams, onClose }: TeamDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState(team?.name ?? "");
  const [place, setPlace] = useState<string>(parent ?? ALONE);
  const [members, setMembers] = useState<Id[]>(team?.members ?? []);
  const [main, setMain] = useState<Id[]>(team?.main ?? []);
  // A team that was made, but whose members were refused, is changed at the second try.
  const [made, setMade] = useState<Id | null>(team?.id ?? null);
  const form = useForm("name", "parent");

  const store = async () => {
    const values = { name: name.trim(), parent: place || null };
    const id = made ?? (await createTeam(values)).id;
    if (made) await updateTeam(id, values);
    setMade(id);
    if (team || members.length) await setTeamMembers(id, members, main);
  };
  const save = async () => {
    const taken = await form.send(store);
    for (const queryKey of accessKeys) void client.invalidateQueries({ queryKey });
    if (taken) onClose();
  };

  const places = placesFor(teams, team).map(({ team: { id, name: label }, depth }) => ({
    value: id,
    label: `${"\u2003".repeat(depth)}${label}`,
  }));
  return (
    <Dialog opened onClose={onClose} title={team ? team.name : t("New team")} size="md" centered>
      <FormStack onSubmit={() => name.trim() && !form.busy && void save()}>
        <FormProblem>{form.problem}</FormProblem>
        <TextInput
          label={t("Name")}
          data-autofocus={team ? undefined : true}
          value={name}
          error={form.errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t("Within")}
          data={[{ value: ALONE, label: t("No other team") }, ...places]}
          allowDeselect={false}
          value={place}
          error={form.errors.parent}
          onChange={(value) => setPlace(value ?? ALONE)}
        />
        <TeamMembers
          members={members}
          main={main}
          onChange={(next, nextMain) => {
            setMembers(next);
            setMain(nextMain);
          }}
        />
        <div>
          <Button type="submit" variant="filled" loading={form.busy} disabled={!name.trim()}>
            {t("Save")}
          </Button>
        </div>
      </FormStack>
    </Dialog>
  );
}
