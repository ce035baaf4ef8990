import type { Id, Team } from "@/api/types";

export interface TeamBranch {
  team: Team;
  depth: number;
}

/** The teams as one reads a tree: each followed by those within it, by name. */
export function branches(teams: Team[], parent: Id | null = null, depth = 0): TeamBranch[] {
  const known = new Set(teams.map(({ id }) => id));
  return teams
    .filter((team) => (team.parent && known.has(team.parent) ? team.parent : null) === parent)
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .flatMap((team) => [{ team, depth }, ...branches(teams, team.id, depth + 1)]);
}

/** Where a team may stand: nowhere within itself. */
export function placesFor(teams: Team[], team: Team | null): TeamBranch[] {
  const within = new Set(team ? [team.id, ...branches(teams, team.id).map(({ team: { id } }) => id)] : []);
  return branches(teams).filter(({ team: { id } }) => !within.has(id));
}
