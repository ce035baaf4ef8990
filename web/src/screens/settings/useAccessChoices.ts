import { useTeams } from "@/records/useTeams";
import { useRoles } from "./roles/useRoles";

/** Roles by key and teams by id, for a choice of several. */
export function useAccessChoices() {
  const roles = useRoles().data ?? [];
  const teams = useTeams() ?? [];
  return {
    roles: roles.map(({ key, name }) => ({ value: key, label: name })),
    teams: teams.map(({ id, name }) => ({ value: id, label: name })),
  };
}
