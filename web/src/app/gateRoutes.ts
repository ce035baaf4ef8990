import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readSetUp } from "@/api/workspace";
import { meQuery } from "@/records/useMe";
import { root } from "./rootRoute";
import { searchText as text } from "./searchText";

export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  /** `ended` says that somebody was signed in until now, `sso` why single sign-on failed, in the request `request`. */
  validateSearch: (
    search: Record<string, unknown>,
  ): { next?: string; ended?: boolean; sso?: string; request?: string } => ({
    next: text(search.next),
    ended: search.ended === true || undefined,
    sso: text(search.sso),
    request: text(search.request),
  }),
  beforeLoad: async () => {
    if (await setUpNeeded()) throw redirect({ to: "/set-up" });
  },
  component: lazyRouteComponent(() => import("@/screens/sign-in/SignInScreen"), "SignInScreen"),
});

/** Where the links of mails lead, whether one is signed in or not. */
export const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("@/screens/join/JoinScreen"), "JoinScreen"),
});

export const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  validateSearch: (search: Record<string, unknown>): { key?: string } => ({ key: text(search.key) }),
  component: lazyRouteComponent(() => import("@/screens/reset-password/ResetPasswordScreen"), "ResetPasswordScreen"),
});

export const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: "/confirm-email",
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("@/screens/confirm-email/ConfirmEmailScreen"), "ConfirmEmailScreen"),
});

/** All that a member without a second factor sees of a workspace that asks for one. */
export const secondFactor = createRoute({
  getParentRoute: () => root,
  path: "/second-factor",
  beforeLoad: async ({ context: { client } }) => {
    const { user, workspace } = await client.ensureQueryData(meQuery);
    const asked = workspace.requires_second_factor || workspace.requires_single_sign_on;
    if (user.second_factor || !asked) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(() => import("@/screens/second-factor/SecondFactorScreen"), "SecondFactorScreen"),
});

/** All that a member sees of a workspace that asks for single sign-on, until they came by it. */
export const singleSignOn = createRoute({
  getParentRoute: () => root,
  path: "/single-sign-on",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import("@/screens/single-sign-on/SingleSignOnScreen"), "SingleSignOnScreen"),
});

/** Where an app sends a member whose consent it asks for. Its query is read letter for letter: see `lib/arrival`. */
export const consent = createRoute({
  getParentRoute: () => root,
  path: "/oauth/authorize",
  component: lazyRouteComponent(() => import("@/screens/consent/ConsentScreen"), "ConsentScreen"),
});

export const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  beforeLoad: async () => {
    if (!(await setUpNeeded())) throw redirect({ to: "/sign-in" });
  },
  component: lazyRouteComponent(() => import("@/screens/set-up/SetUpScreen"), "SetUpScreen"),
});

async function setUpNeeded(): Promise<boolean> {
  return (await readSetUp()).needed;
}
