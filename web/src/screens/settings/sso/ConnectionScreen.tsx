import { Button, Switch } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type Connection, changeConnection, deleteConnection } from "@/api/sso";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import { CopyList } from "@/ui/copy/CopyLine";
import { EmptyState } from "@/ui/state/EmptyState";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Part, Section } from "../Section";
import { ArrivalForm } from "./ArrivalForm";
import { addressLines } from "./addressLines";
import { CheckPart } from "./CheckPart";
import { ConnectionForm } from "./ConnectionForm";
import { kindLabel } from "./kindLabel";
import { useSso } from "./useSso";

/** One connection: what the provider is told, what it told, whether it works, and who comes in by it. */
export function ConnectionScreen() {
  const { id } = useParams({ from: "/app/settings/sso/$id" });
  const sso = useSso();
  const connection = sso.data?.connections.find((one) => one.id === id);
  const back = { to: "/settings/sso", label: t("Single sign-on") };
  if (connection) return <Known connection={connection} />;
  return (
    <Section title={t("Connection")} back={back}>
      {sso.error && <ErrorState title={t("The connection could not be loaded")} error={sso.error} />}
      {sso.isPending && <SkeletonRows rows={6} />}
      {sso.data && <EmptyState title={t("This connection is not here any more")} />}
    </Section>
  );
}

function Known({ connection }: { connection: Connection }) {
  const navigate = useNavigate();
  const act = useAct(keys.sso);
  const { id, name, kind, enabled } = connection;
  const turn = (on: boolean) =>
    act(() => changeConnection(id, { enabled: on }), {
      failed: on ? t("It is still off.") : t("It is still on."),
      done: on ? t("Members can sign in by {{name}} now.", { name }) : t("Nobody signs in by {{name}} now.", { name }),
    });
  const drop = async () => {
    const sure = await confirm({
      title: t("Delete the connection {{name}}?", { name }),
      text: t(
        "Nobody signs in by it any more, and who it made has no other way in until an administrator sends them a link. This cannot be undone.",
      ),
      yes: t("Delete"),
    });
    if (!sure) return;
    const gone = await act(() => deleteConnection(id), {
      failed: t("The connection is still there."),
      done: t("The connection {{name}} was deleted.", { name }),
    });
    if (gone) void navigate({ to: "/settings/sso" });
  };
  return (
    <Section
      title={name}
      back={{ to: "/settings/sso", label: t("Single sign-on") }}
      intro={kindLabel(kind)}
      actions={
        <Switch
          size="sm"
          label={enabled ? t("On") : t("Off")}
          aria-label={t("Members can sign in by it")}
          checked={enabled}
          onChange={(event) => void turn(event.currentTarget.checked)}
        />
      }
    >
      <Part title={t("To enter at your provider")}>
        <CopyList lines={addressLines(connection.addresses)} />
      </Part>
      <Part title={t("From your provider")}>
        <ConnectionForm key={id} kind={kind} connection={connection} />
      </Part>
      <CheckPart connection={connection} />
      <Part
        title={t("Who comes in")}
        intro={t("Who is a member already is recognised by the email address, the first time.")}
      >
        <ArrivalForm key={id} connection={connection} />
      </Part>
      <Part title={t("Delete")}>
        <Button color="red" variant="default" onClick={() => void drop()}>
          {t("Delete this connection")}
        </Button>
      </Part>
    </Section>
  );
}
