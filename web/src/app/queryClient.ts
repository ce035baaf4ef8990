import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";

/** Server state lives here and nowhere else. A refused request is not repeated, a lost one is, twice. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => {
          const { status } = asProblem(error);
          return (status === 0 || status >= 500) && failures < 2;
        },
        retryDelay: (failures) => Math.min(1_000 * 2 ** failures, 8_000),
        refetchOnWindowFocus: false,
        gcTime: 10 * 60_000,
      },
    },
  });
}
