import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Team } from "@/api/types";
import { readTeams } from "@/api/workspace";
import { keys } from "./keys";

export const teamsQuery = queryOptions({
  queryKey: keys.teams,
  queryFn: async ({ signal }) => (await readTeams(signal)).teams,
  staleTime: 5 * 60_000,
});

/** The teams of the workspace; undefined while they load. */
export function useTeams(): Team[] | undefined {
  return useQuery(teamsQuery).data;
}
