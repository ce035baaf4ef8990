import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { metaQuery } from "@/records/useMeta";
import { readViewAddress } from "@/records/viewAddress";
import { FailureScreen } from "@/screens/failure/FailureScreen";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";
import { loadList, loadRecord } from "./ahead";
import { app } from "./appRoute";
import { confirmEmail, consent, join, resetPassword, secondFactor, setUp, signIn, singleSignOn } from "./gateRoutes";
import { root } from "./rootRoute";
import { searchText as text } from "./searchText";
import { settingsTree } from "./settingsRoutes";
import { visibleObjects } from "./shell/navGroups";

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: async ({ context: { client } }) => {
    const [first] = visibleObjects(await client.ensureQueryData(metaQuery));
    if (!first) throw redirect({ to: "/settings/profile" });
    throw redirect({ to: "/$plural", params: { plural: first.plural } });
  },
});

/** Begins an import and lists those before; `object` is what the rows are. */
const imports = createRoute({
  getParentRoute: () => app,
  path: "/imports",
  validateSearch: (search: Record<string, unknown>): { object?: string } => ({ object: text(search.object) }),
  component: lazyRouteComponent(() => import("@/screens/importing/ImportsScreen"), "ImportsScreen"),
});

/** One import on its way, and its report afterwards. */
const importing = createRoute({
  getParentRoute: () => app,
  path: "/imports/$id",
  component: lazyRouteComponent(() => import("@/screens/importing/ImportingScreen"), "ImportingScreen"),
});

/** A list or board of any object. The address holds the view; see `records/viewAddress`. */
const object = createRoute({
  getParentRoute: () => app,
  path: "/$plural",
  validateSearch: readViewAddress,
  loader: ({ context: { client }, params, location }) => {
    const meta = client.getQueryData(metaQuery.queryKey);
    if (!meta) return;
    const address = readViewAddress(location.search);
    // Nobody waits for this; a failure shows when the screen itself asks.
    loadList().then(
      ({ prepareList }) => prepareList(client, meta, params.plural, address),
      () => undefined,
    );
  },
  component: lazyRouteComponent(loadList, "ObjectScreen"),
});

/** The page of any record. */
const record = createRoute({
  getParentRoute: () => app,
  path: "/$plural/$id",
  component: lazyRouteComponent(loadRecord, "RecordScreen"),
});

const tree = root.addChildren([
  signIn,
  setUp,
  join,
  resetPassword,
  confirmEmail,
  secondFactor,
  singleSignOn,
  consent,
  app.addChildren([home, settingsTree, imports, importing, object, record]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: "intent",
    defaultPreloadDelay: 60,
    defaultPendingMs: 200,
    defaultNotFoundComponent: NotFoundScreen,
    defaultErrorComponent: FailureScreen,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
