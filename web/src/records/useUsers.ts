import { queryOptions, useQuery } from "@tanstack/react-query";
import type { User } from "@/api/types";
import { readUsers } from "@/api/workspace";
import { keys } from "./keys";

export const usersQuery = queryOptions({
  queryKey: keys.users,
  queryFn: async ({ signal }) => (await readUsers(signal)).users,
  staleTime: 5 * 60_000,
});

/** The members of the workspace; undefined while they load. */
export function useUsers(): User[] | undefined {
  return useQuery(usersQuery).data;
}
