import { useQuery } from "@tanstack/react-query";
import { readInvitations, readMembers } from "@/api/members";
import { keys } from "@/records/keys";

export const useMembers = () =>
  useQuery({ queryKey: keys.members, queryFn: async ({ signal }) => (await readMembers(signal)).members });

export const useInvitations = () =>
  useQuery({ queryKey: keys.invitations, queryFn: async ({ signal }) => (await readInvitations(signal)).invitations });
