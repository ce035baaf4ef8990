import { Button } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { endOtherSessions, endSession, readSessions, type SignInSession } from "@/api/security";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { STROKE } from "@/ui/icons";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Tag } from "@/ui/Tag";
import classes from "./security.module.css";

/** The devices that are signed in, each of which can be signed out. */
export function SessionsPart() {
  const sessions = useQuery({
    queryKey: keys.sessions,
    queryFn: async ({ signal }) => (await readSessions(signal)).sessions,
  });
  const act = useAct(keys.sessions);
  if (sessions.error && !sessions.data) {
    return (
      <ErrorState
        title={t("Your sign-ins could not be loaded")}
        error={sessions.error}
        retry={() => void sessions.refetch()}
      />
    );
  }
  if (!sessions.data) return <SkeletonRows rows={2} />;
  const end = ({ id, device }: SignInSession) =>
    act(() => endSession(id), {
      failed: t("{{device}} is still signed in.", { device }),
      done: t("{{device}} was signed out.", { device }),
    });
  const endOthers = () =>
    act(endOtherSessions, {
      failed: t("The other devices are still signed in."),
      done: t("You are signed out everywhere else."),
    });
  return (
    <>
      <ul className={classes.list} aria-label={t("Where you are signed in")}>
        {sessions.data.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => void end(session)} />
        ))}
      </ul>
      {sessions.data.length > 1 && (
        <div className={classes.actions}>
          <Button onClick={() => void endOthers()}>{t("Sign out everywhere else")}</Button>
        </div>
      )}
    </>
  );
}

function SessionRow({ session, onEnd }: { session: SignInSession; onEnd: () => void }) {
  const formats = useFormats();
  const { device, address, current, last_seen_at: seen, signed_in_at: since } = session;
  const Mark = /android|iphone|ipad/i.test(device) ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className={classes.row}>
      <Mark size={18} stroke={STROKE} className={classes.mark} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name}>
          {device}
          {current && <Tag color="green">{t("This device")}</Tag>}
        </span>
        <span className={classes.quiet} title={t("Signed in {{when}}", { when: formats.dateTime(since) })}>
          {t("{{address}}, last used {{when}}", { address, when: formats.ago(seen ?? since) })}
        </span>
      </span>
      {!current && (
        <Button variant="subtle" size="xs" onClick={onEnd}>
          {t("Sign out")}
        </Button>
      )}
    </li>
  );
}
