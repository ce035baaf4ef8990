import { useQuery } from "@tanstack/react-query";
import { readRoles } from "@/api/access";
import { keys } from "@/records/keys";

export const useRoles = () =>
  useQuery({ queryKey: keys.roles, queryFn: async ({ signal }) => (await readRoles(signal)).roles });
