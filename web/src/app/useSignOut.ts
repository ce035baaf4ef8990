import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { signOut } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { leaveWorkspace } from "./workspace";

/** Ends the session and forgets everything that was loaded. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCallback(async () => {
    try {
      await signOut();
    } catch (error) {
      showFailure(t("You are still signed in."), error);
      return;
    }
    leaveWorkspace();
    await navigate({ to: "/sign-in" });
    client.clear();
  }, [client, navigate]);
}
