import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { onSignedOut, onSsoAsked } from "@/api/client";
import { useStore } from "@/lib/store";
import { meQuery } from "@/records/useMe";
import { ThemeProvider } from "@/ui/theme/ThemeProvider";
import { ToastHost } from "@/ui/toast/ToastHost";
import { language } from "./language";
import { createQueryClient } from "./queryClient";
import { createAppRouter } from "./router";

/** What stands before the sign-in: to be signed out is no surprise there. */
const OUTSIDE = [
  "/sign-in",
  "/set-up",
  "/join",
  "/reset-password",
  "/confirm-email",
  "/single-sign-on",
  "/oauth/authorize",
];

export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(client));
  const spoken = useStore(language);

  useEffect(
    () =>
      onSignedOut(() => {
        const { pathname, href } = router.state.location;
        if (OUTSIDE.includes(pathname)) return;
        const ended = client.getQueryData(meQuery.queryKey) !== undefined || undefined;
        client.clear();
        void router.navigate({ to: "/sign-in", search: { next: href, ended } });
      }),
    [client, router],
  );

  useEffect(
    () =>
      onSsoAsked(() => {
        const { pathname, href } = router.state.location;
        if (OUTSIDE.includes(pathname)) return;
        client.clear();
        void router.navigate({ to: "/single-sign-on", search: { next: href } });
      }),
    [client, router],
  );

  return (
    <ThemeProvider>
      <QueryClientProvider client={client}>
        <RouterProvider key={spoken} router={router} />
        <ToastHost />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
