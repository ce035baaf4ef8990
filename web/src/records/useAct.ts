import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/ui/toast/toasts";
import { showFailure } from "./failure";

interface ActWords {
  /** What did not happen, as a sentence. */
  failed: string;
  /** What happened, as a sentence. */
  done?: string;
}

/** Does something at once that is no change of a record, says how it went, and reads anew what it touches. */
export function useAct(...touched: QueryKey[]) {
  const client = useQueryClient();
  return async (act: () => Promise<unknown>, { failed, done }: ActWords): Promise<boolean> => {
    try {
      await act();
    } catch (error) {
      showFailure(failed, error);
      return false;
    } finally {
      for (const queryKey of touched) void client.invalidateQueries({ queryKey });
    }
    if (done) showToast({ text: done });
    return true;
  };
}
