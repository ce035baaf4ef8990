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
import type { Meta } from "@/api/types";
import { readSetUp } from "@/api/workspace";
import { checkKinds } from "@/fields/registry";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { meQuery } from "@/records/useMe";
import { metaQuery } from "@/records/useMeta";
import { usersQuery } from "@/records/useUsers";
import { readViewAddress } from "@/records/viewAddress";
import { forgetViewing, viewedMember } from "@/records/viewing";
import { FailureScreen } from "@/screens/failure/FailureScreen";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";
import { readAuditAddress } from "@/screens/settings/audit/auditAddress";
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
  /** `ended` says that somebody was signed in until now. */
  validateSearch: (search: Record<string, unknown>): { next?: string; ended?: boolean } => ({
    next: text(search.next),
    ended: search.ended === true || undefined,
  }),
  beforeLoad: async () => {
    if (await setUpNeeded()) throw redirect({ to: "/set-up" });
  },
  component: lazyRouteComponent(() => import("@/screens/sign-in/SignInScreen"), "SignInScreen"),
});

const loadSettings = () => import("@/screens/settings/SettingsScreen");

/** Where the links of mails lead, whether one is signed in or not. */
const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("@/screens/join/JoinScreen"), "JoinScreen"),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  validateSearch: (search: Record<string, unknown>): { key?: string } => ({ key: text(search.key) }),
  component: lazyRouteComponent(() => import("@/screens/reset-password/ResetPasswordScreen"), "ResetPasswordScreen"),
});

const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: "/confirm-email",
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("@/screens/confirm-email/ConfirmEmailScreen"), "ConfirmEmailScreen"),
});

/** All that a member without a second factor sees of a workspace that asks for one. */
const secondFactor = createRoute({
  getParentRoute: () => root,
  path: "/second-factor",
  beforeLoad: async ({ context: { client } }) => {
    const { user, workspace } = await client.ensureQueryData(meQuery);
    if (user.second_factor || !workspace.requires_second_factor) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(() => import("@/screens/second-factor/SecondFactorScreen"), "SecondFactorScreen"),
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
    aheadOf(location.pathname).catch(() => undefined);
    try {
      checkKinds(await loadFirst(client));
    } catch (error) {
      const { code, status } = asProblem(error);
      if (code === "second-factor") throw redirect({ to: "/second-factor" });
      if (status !== 401) throw error;
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

/** One's own settings, and those of the workspace for whoever may manage it. */
const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(loadSettings, "SettingsScreen"),
});

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  // On the phone this address is the list of all pages.
  beforeLoad: () => {
    if (!matchMedia("(max-width: 700px)").matches) throw redirect({ to: "/settings/profile" });
  },
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: "/profile",
  component: lazyRouteComponent(() => import("@/screens/profile/ProfileScreen"), "ProfileScreen"),
});

const security = createRoute({
  getParentRoute: () => settings,
  path: "/security",
  component: lazyRouteComponent(() => import("@/screens/settings/security/SecurityScreen"), "SecurityScreen"),
});

const loadTokens = () => import("@/screens/settings/tokens/TokensScreen");

const tokens = createRoute({
  getParentRoute: () => settings,
  path: "/tokens",
  component: lazyRouteComponent(loadTokens, "TokensScreen"),
});

const allTokens = createRoute({
  getParentRoute: () => settings,
  path: "/all-tokens",
  component: lazyRouteComponent(loadTokens, "AllTokensScreen"),
});

const members = createRoute({
  getParentRoute: () => settings,
  path: "/members",
  component: lazyRouteComponent(() => import("@/screens/settings/members/MembersScreen"), "MembersScreen"),
});

const teams = createRoute({
  getParentRoute: () => settings,
  path: "/teams",
  component: lazyRouteComponent(() => import("@/screens/settings/teams/TeamsScreen"), "TeamsScreen"),
});

const roles = createRoute({
  getParentRoute: () => settings,
  path: "/roles",
  component: lazyRouteComponent(() => import("@/screens/settings/roles/RolesScreen"), "RolesScreen"),
});

/** One role, or `new`; `like` is the role that a new one begins as. */
const role = createRoute({
  getParentRoute: () => settings,
  path: "/roles/$id",
  validateSearch: (search: Record<string, unknown>): { like?: string } => ({ like: text(search.like) }),
  component: lazyRouteComponent(() => import("@/screens/settings/roles/RoleScreen"), "RoleScreen"),
});

const rules = createRoute({
  getParentRoute: () => settings,
  path: "/rules",
  component: lazyRouteComponent(() => import("@/screens/settings/rules/RulesScreen"), "RulesScreen"),
});

/** The filters stand in the address, so that a copied link shows the same. */
const audit = createRoute({
  getParentRoute: () => settings,
  path: "/audit",
  validateSearch: readAuditAddress,
  component: lazyRouteComponent(() => import("@/screens/settings/audit/AuditScreen"), "AuditScreen"),
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

const mine = [settingsHome, profile, security, tokens];
const shared = [members, teams, roles, role, rules, allTokens, audit];
const tree = root.addChildren([
  signIn,
  setUp,
  join,
  resetPassword,
  confirmEmail,
  secondFactor,
  app.addChildren([home, settings.addChildren([...mine, ...shared]), imports, importing, object, record]),
]);

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

/** The code of the screen at an address. */
function aheadOf(pathname: string): Promise<unknown> {
  const [, first, second] = pathname.split("/");
  if (first === "settings") return loadSettings();
  return second ? loadRecord() : loadList();
}

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
