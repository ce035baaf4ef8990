import { useQuery } from "@tanstack/react-query";
import { readTokens } from "@/api/security";
import { keys } from "@/records/keys";

export const useTokens = (whose: "mine" | "all") =>
  useQuery({
    queryKey: [...keys.tokens, whose],
    queryFn: async ({ signal }) => (await readTokens(whose, signal)).tokens,
  });
