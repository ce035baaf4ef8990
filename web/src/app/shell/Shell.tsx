import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { PaletteOpening } from "@/features/palette/PaletteOpening";
import { asked as proofAsked } from "@/features/proof/asked";
import { AskHost } from "@/fields/asking/AskHost";
import { t } from "@/lib/i18n/text";
import { useStore } from "@/lib/store";
import { conflicting } from "@/records/conflict";
import { connection } from "@/records/connection";
import { creating } from "@/records/creating";
import { useChangesFeed } from "@/records/useChangesFeed";
import { useMe } from "@/records/useMe";
import { ConfirmHost } from "@/ui/Confirm";
import { ShortcutSheet } from "@/ui/shortcuts/ShortcutSheet";
import { ConfirmTypedHost } from "@/ui/typed/ConfirmTyped";
import { useIsPhone } from "@/ui/useIsPhone";
import { AppShortcuts } from "./AppShortcuts";
import { OfflineBanner } from "./OfflineBanner";
import { paletteOpen } from "./paletteOpen";
import classes from "./Shell.module.css";
import { SideBar } from "./SideBar";
import { TabBar } from "./TabBar";
import { ViewingBanner } from "./ViewingBanner";

const loadPalette = () => import("@/features/palette/Palette");
const Palette = lazy(loadPalette);
const ConflictDialog = lazy(() => import("@/fields/conflict/ConflictDialog"));
const ProofDialog = lazy(() => import("@/features/proof/ProofDialog"));
const CreateDialog = lazy(() => import("@/features/create/CreateDialog"));

/** The frame of the app: side bar or tab bar, the screen, and what may open over every screen. */
export function Shell() {
  const phone = useIsPhone();
  const { viewing_as: viewed } = useMe();
  const offline = useStore(connection) === "offline";
  const palette = useStore(paletteOpen);
  const asked = useStore(creating);
  const conflict = useStore(conflicting);
  const proving = useStore(proofAsked) !== null;
  useChangesFeed();
  useEffect(() => () => paletteOpen.set(false), []);
  useEffect(() => whenIdle(() => void loadPalette()), []);
  const closePalette = () => paletteOpen.set(false);

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t("Skip to the content")}
      </a>
      {!phone && <SideBar />}
      <main id="content" className={classes.main} tabIndex={-1}>
        {viewed && <ViewingBanner name={viewed.name} />}
        {offline && <OfflineBanner />}
        <div className={classes.screen}>
          <Outlet />
        </div>
      </main>
      {phone && <TabBar />}
      <AppShortcuts />
      <ShortcutSheet />
      <AskHost />
      <ConfirmHost />
      <ConfirmTypedHost />
      <Suspense fallback={palette && <PaletteOpening onClose={closePalette} />}>
        {palette && <Palette onClose={closePalette} />}
      </Suspense>
      <Suspense fallback={null}>
        {conflict && <ConflictDialog />}
        {asked && <CreateDialog request={asked} />}
        {proving && <ProofDialog />}
      </Suspense>
    </div>
  );
}

/** Once the browser has nothing else to do; answers how to call it off. */
function whenIdle(job: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(job, 1_500);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(job);
  return () => cancelIdleCallback(idle);
}
