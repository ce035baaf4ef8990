import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import { FailureScreen } from "@/screens/failure/FailureScreen";
import { NotFoundScreen } from "@/screens/failure/NotFoundScreen";

interface RouterContext {
  client: QueryClient;
}

export const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundScreen,
  errorComponent: FailureScreen,
});
