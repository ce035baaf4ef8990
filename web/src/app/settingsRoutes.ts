import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readAuditAddress } from "@/screens/settings/audit/auditAddress";
import { loadSettings } from "./ahead";
import { app } from "./appRoute";
import { searchText as text } from "./searchText";

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

const sso = createRoute({
  getParentRoute: () => settings,
  path: "/sso",
  component: lazyRouteComponent(() => import("@/screens/settings/sso/SsoScreen"), "SsoScreen"),
});

/** `kind` is `oidc` or `saml`. */
const newConnection = createRoute({
  getParentRoute: () => settings,
  path: "/sso/new/$kind",
  component: lazyRouteComponent(() => import("@/screens/settings/sso/NewConnectionScreen"), "NewConnectionScreen"),
});

const connection = createRoute({
  getParentRoute: () => settings,
  path: "/sso/$id",
  component: lazyRouteComponent(() => import("@/screens/settings/sso/ConnectionScreen"), "ConnectionScreen"),
});

const provisioning = createRoute({
  getParentRoute: () => settings,
  path: "/provisioning",
  component: lazyRouteComponent(
    () => import("@/screens/settings/provisioning/ProvisioningScreen"),
    "ProvisioningScreen",
  ),
});

const apps = createRoute({
  getParentRoute: () => settings,
  path: "/apps",
  component: lazyRouteComponent(() => import("@/screens/settings/apps/AppsScreen"), "AppsScreen"),
});

const myApps = createRoute({
  getParentRoute: () => settings,
  path: "/my-apps",
  component: lazyRouteComponent(() => import("@/screens/settings/apps/MyAppsScreen"), "MyAppsScreen"),
});

const mine = [settingsHome, profile, security, tokens, myApps];
const shared = [
  members,
  teams,
  roles,
  role,
  rules,
  allTokens,
  audit,
  sso,
  newConnection,
  connection,
  provisioning,
  apps,
];

export const settingsTree = settings.addChildren([...mine, ...shared]);
