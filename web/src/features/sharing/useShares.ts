import { useQuery } from "@tanstack/react-query";
import { readShares } from "@/api/access";
import type { Id, ObjectMeta } from "@/api/types";
import { keys } from "@/records/keys";

export const useShares = (object: ObjectMeta, id: Id) =>
  useQuery({
    queryKey: keys.shares(object.key, id),
    queryFn: async ({ signal }) => (await readShares(object.plural, id, signal)).shares,
  });
