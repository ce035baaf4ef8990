import { Button } from "@mantine/core";
import { IconApps, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type RegisteredApp, readApps } from "@/api/apps";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { CopyList } from "@/ui/copy/CopyLine";
import { OnceDialog } from "@/ui/copy/OnceDialog";
import { STROKE } from "@/ui/icons";
import { EmptyState } from "@/ui/state/EmptyState";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Section } from "../Section";
import { AppDialog } from "./AppDialog";
import { AppTable } from "./AppTable";
import classes from "./apps.module.css";

/** A secret that is shown this once. */
export interface ShownSecret {
  app: RegisteredApp;
  secret: string;
}

/** The apps that members may let act for them. */
export function AppsScreen() {
  const apps = useQuery({ queryKey: keys.apps, queryFn: ({ signal }) => readApps(signal) });
  const [editing, setEditing] = useState<RegisteredApp | "new" | null>(null);
  const [shown, setShown] = useState<ShownSecret | null>(null);
  const { data } = apps;
  const register = (
    <Button variant="filled" leftSection={<IconPlus size={15} stroke={STROKE} />} onClick={() => setEditing("new")}>
      {t("Register an app")}
    </Button>
  );
  return (
    <Section
      title={t("Apps")}
      wide
      intro={t(
        "An app of somebody else asks members for their consent, with OAuth 2.1, and then acts for them: never for more than they allowed, and never for more than they may do.",
      )}
      actions={data?.apps.length ? register : undefined}
    >
      {apps.error && !data && (
        <ErrorState title={t("The apps could not be loaded")} error={apps.error} retry={() => void apps.refetch()} />
      )}
      {apps.isPending && <SkeletonRows rows={3} />}
      {data?.apps.length === 0 && (
        <EmptyState icon={IconApps} title={t("No apps yet")} action={register}>
          {t("Register one to get its client ID. For a program of your own, an API token is simpler.")}
        </EmptyState>
      )}
      {data && data.apps.length > 0 && (
        <AppTable apps={data.apps} onEdit={setEditing} onSecret={(app, secret) => setShown({ app, secret })} />
      )}
      {editing && data && (
        <AppDialog
          app={editing === "new" ? null : editing}
          scopes={data.scopes}
          onClose={() => setEditing(null)}
          onSecret={(app, secret) => setShown({ app, secret })}
        />
      )}
      {shown && (
        <OnceDialog
          title={t("The secret of {{name}}", { name: shown.app.name })}
          text={shown.secret}
          onClose={() => setShown(null)}
        >
          <div className={classes.shown}>
            <CopyList lines={[{ label: t("Client ID"), text: shown.app.client_id }]} />
          </div>
        </OnceDialog>
      )}
    </Section>
  );
}
