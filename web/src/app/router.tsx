import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { readSetUp } from "@/api/workspace";
import { checkKinds } from "@/fields/registry";
import { meQuery } from "@/records/useMe";
import { metaQuery } from "@/records/useMeta";
import { usersQuery } from "@/records/useUsers";
import { readViewAddress } from "@/records/viewAddress";
import { FailureScreen } from "@/screens/failure/FailureScreen";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";
import { Session } from "./Session";
import { visibleObjects } from "./shell/navGroups";
import { ShellSkeleton } from "./shell/ShellSkeleton";

interface RouterContext {
  client: QueryClient;
}

const loadList = () => import("@/screens/object/ObjectScreen");
const loadRecord = () => import("@/screens/record/RecordScreen");

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundScreen,
  errorComponent: FailureScreen,
});

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: text(search.next) }),
  beforeLoad: async () => {
    if (await setUpNeeded()) throw redirect({ to: "/set-up" });
  },
  component: lazyRouteComponent(() => import("@/screens/sign-in/SignInScreen"), "SignInScreen"),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  beforeLoad: async () => {
    if (!(await setUpNeeded())) throw redirect({ to: "/sign-in" });
  },
  component: lazyRouteComponent(() => import("@/screens/set-up/SetUpScreen"), "SetUpScreen"),
});

/** Everything behind it knows who is signed in and what objects there are. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ context: { client }, location }) => {
    // The screen's code comes while the first answers are under way; a failure shows when the route itself asks for it.
    const ahead = location.pathname.split("/").length > 2 ? loadRecord() : loadList();
    ahead.catch(() => undefined);
    try {
      const [, meta] = await Promise.all([client.ensureQueryData(meQuery), client.ensureQueryData(metaQuery)]);
      checkKinds(meta);
    } catch (error) {
      if (asProblem(error).status !== 401) throw error;
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
    void client.prefetchQuery(usersQuery);
  },
  pendingComponent: ShellSkeleton,
  component: Session,
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: async ({ context: { client } }) => {
    const [first] = visibleObjects(await client.ensureQueryData(metaQuery));
    if (!first) throw redirect({ to: "/settings/profile" });
    throw redirect({ to: "/$plural", params: { plural: first.plural } });
  },
});

const profile = createRoute({
  getParentRoute: () => app,
  path: "/settings/profile",
  component: lazyRouteComponent(() => import("@/screens/profile/ProfileScreen"), "ProfileScreen"),
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

const tree = root.addChildren([signIn, setUp, app.addChildren([home, profile, imports, importing, object, record])]);

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

async function setUpNeeded(): Promise<boolean> {
  return (await readSetUp()).needed;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
