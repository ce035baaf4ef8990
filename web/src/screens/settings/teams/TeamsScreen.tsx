import { Button } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Id, Team } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { teamsQuery } from "@/records/useTeams";
import { STROKE } from "@/ui/icons";
import { EmptyState } from "@/ui/state/EmptyState";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Section } from "../Section";
import { TeamDialog } from "./TeamDialog";
import { TeamTree } from "./TeamTree";

/** What the dialog is about: a team, or a new one within another. */
export interface TeamAsked {
  team: Team | null;
  parent: Id | null;
}

/** The teams, nested, and who is in each. */
export function TeamsScreen() {
  const teams = useQuery(teamsQuery);
  const [asked, setAsked] = useState<TeamAsked | null>(null);
  const create = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={15} stroke={STROKE} />}
      onClick={() => setAsked({ team: null, parent: null })}
    >
      {t("New team")}
    </Button>
  );
  return (
    <Section
      title={t("Teams")}
      intro={t(
        "Where a role reaches as far as “team”, it reaches the records of one’s teams and of the teams within them. New records belong to the main team of whoever makes them.",
      )}
      actions={teams.data?.length ? create : undefined}
    >
      {teams.error && !teams.data && (
        <ErrorState title={t("The teams could not be loaded")} error={teams.error} retry={() => void teams.refetch()} />
      )}
      {teams.isPending && <SkeletonRows rows={4} />}
      {teams.data?.length === 0 && (
        <EmptyState icon={IconUsersGroup} title={t("No teams yet")} action={create}>
          {t("Make one for each group that works on the same records, such as a region.")}
        </EmptyState>
      )}
      {teams.data && teams.data.length > 0 && <TeamTree teams={teams.data} onOpen={setAsked} />}
      {asked && <TeamDialog {...asked} teams={teams.data ?? []} onClose={() => setAsked(null)} />}
    </Section>
  );
}
