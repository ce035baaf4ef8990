import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { createFormats, FormatsProvider } from "@/lib/formats";
import { meQuery } from "@/records/useMe";
import { MetaProvider, metaQuery } from "@/records/useMeta";
import { usersQuery } from "@/records/useUsers";
import { ThemeProvider } from "@/ui/theme/ThemeProvider";
import { me, meta } from "./metadata";

/** A cache that knows who is signed in and what objects there are, as behind sign-in. */
export function signedInClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  client.setQueryData(meQuery.queryKey, me);
  client.setQueryData(metaQuery.queryKey, meta);
  client.setQueryData(usersQuery.queryKey, [{ ...me.user, active: true }]);
  return client;
}

/** Draws something inside theme, cache, router and formats, and waits until it is there. */
export async function draw(content: ReactNode, client = signedInClient()) {
  const root = createRootRoute({ component: () => content });
  const routes = [
    "/sign-in",
    "/set-up",
    "/$plural",
    "/$plural/$id",
    "/settings",
    "/settings/profile",
    "/settings/security",
  ].map((path) => createRoute({ getParentRoute: () => root, path }));
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: ["/sign-in"] }),
  });
  await router.load();
  const formats = createFormats({ locale: "en-GB", timeZone: "Europe/Prague", currency: "EUR" });
  return render(
    <ThemeProvider env="test">
      <QueryClientProvider client={client}>
        <FormatsProvider value={formats}>
          <MetaProvider value={meta}>
            <RouterProvider router={router as never} />
          </MetaProvider>
        </FormatsProvider>
      </QueryClientProvider>
    </ThemeProvider>,
  );
}
