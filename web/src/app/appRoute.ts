import type { QueryClient } from "@tanstack/react-query";
import { createRoute, redirect } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import type { Meta } from "@/api/types";
import { checkKinds } from "@/fields/registry";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { meQuery } from "@/records/useMe";
import { metaQuery } from "@/records/useMeta";
import { usersQuery } from "@/records/useUsers";
import { forgetViewing, viewedMember } from "@/records/viewing";
import { aheadOf } from "./ahead";
import { root } from "./rootRoute";
import { Session } from "./Session";
import { ShellSkeleton } from "./shell/ShellSkeleton";

/** Everything behind it knows who is signed in and what objects there are. */
export const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ context: { client }, location }) => {
    // The screen's code comes while the first answers are under way; a failure shows when the route itself asks for it.
    aheadOf(location.pathname).catch(() => undefined);
    try {
      checkKinds(await loadFirst(client));
    } catch (error) {
      const { code, status } = asProblem(error);
      if (code === "second-factor") throw redirect({ to: "/second-factor" });
      if (code === "single-sign-on") throw redirect({ to: "/single-sign-on", search: { next: location.href } });
      if (status !== 401) throw error;
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
    void client.prefetchQuery(usersQuery);
  },
  pendingComponent: ShellSkeleton,
  component: Session,
});

/** Who is signed in and what objects there are. Who may no longer look as somebody else does so as themself. */
async function loadFirst(client: QueryClient): Promise<Meta> {
  const load = async () => (await Promise.all([client.ensureQueryData(metaQuery), client.ensureQueryData(meQuery)]))[0];
  try {
    return await load();
  } catch (error) {
    if (!viewedMember() || ![403, 404, 422].includes(asProblem(error).status)) throw error;
    forgetViewing();
    client.clear();
    showFailure(t("You see Rapport as yourself again."), error);
    return load();
  }
}
