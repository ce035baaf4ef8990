import { Button } from "@mantine/core";
import { IconApps } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { endGrantedApp, type GrantedApp, readGrantedApps } from "@/api/apps";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";
import { EmptyState } from "@/ui/state/EmptyState";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Section } from "../Section";

/** The apps that act for oneself. */
export function MyAppsScreen() {
  const granted = useQuery({ queryKey: keys.grantedApps, queryFn: ({ signal }) => readGrantedApps(signal) });
  const apps = granted.data?.apps;
  return (
    <Section
      title={t("Apps with access")}
      wide
      intro={t("What you let act for you. It can do what you allowed, and never more than you may do at that moment.")}
    >
      {granted.error && !apps && (
        <ErrorState
          title={t("The apps could not be loaded")}
          error={granted.error}
          retry={() => void granted.refetch()}
        />
      )}
      {granted.isPending && <SkeletonRows rows={3} />}
      {apps?.length === 0 && (
        <EmptyState icon={IconApps} title={t("No app acts for you")}>
          {t("When one asks for your consent and you allow it, it stands here, and you can take it back.")}
        </EmptyState>
      )}
      {apps && apps.length > 0 && <GrantedTable apps={apps} />}
    </Section>
  );
}

function GrantedTable({ apps }: { apps: GrantedApp[] }) {
  const formats = useFormats();
  const act = useAct(keys.grantedApps);
  const end = async ({ id, name }: GrantedApp) => {
    const sure = await confirm({
      title: t("Take back what {{name}} may do?", { name }),
      text: t("It is refused from then on. You can allow it again when it asks."),
      yes: t("Take it back"),
    });
    if (!sure) return;
    await act(() => endGrantedApp(id), {
      failed: t("{{name}} still has access.", { name }),
      done: t("{{name}} has no access any more.", { name }),
    });
  };
  return (
    <PlainTable
      label={t("Apps with access")}
      heads={[
        { key: "name", text: t("App") },
        { key: "scopes", text: t("May"), wide: true },
        { key: "since", text: t("Since"), wide: true },
        { key: "used", text: t("Last used"), wide: true, number: true },
        { key: "acts", text: null },
      ]}
    >
      {apps.map((app) => (
        <tr key={app.id}>
          <td>
            <span className={cells.name}>{app.name}</span>
          </td>
          <td className={`${cells.wide} ${cells.quiet}`}>{app.scopes.map(({ label }) => label).join("; ")}</td>
          <td className={cells.wide}>{formats.date(app.granted_at.slice(0, 10))}</td>
          <td className={cells.wide} data-number>
            {app.last_used_at ? formats.ago(app.last_used_at) : t("Never")}
          </td>
          <td className={cells.end}>
            <Button
              variant="subtle"
              size="xs"
              aria-label={t("Take back what {{name}} may do", { name: app.name })}
              onClick={() => void end(app)}
            >
              {t("Take back")}
            </Button>
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
