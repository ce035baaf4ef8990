import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type ConsentRequest, decideConsent, readConsent } from "@/api/apps";
import { asProblem } from "@/api/problem";
import { readMe } from "@/api/workspace";
import { arrivedQuery } from "@/lib/arrival";
import { t } from "@/lib/i18n/text";
import { Gate } from "@/ui/gate/Gate";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { useForm } from "@/ui/useForm";
import classes from "./ConsentScreen.module.css";

/** An app asks to act for the member: who asks, for what, and where it leads. */
export function ConsentScreen() {
  const navigate = useNavigate();
  const asked = useQuery({
    queryKey: ["consent", arrivedQuery],
    queryFn: ({ signal }) => readConsent(arrivedQuery, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { code, status } = asked.error ? asProblem(asked.error) : { code: "", status: 0 };
  const redirect = asked.data?.redirect;

  useEffect(() => {
    document.title = t("Allow an app");
  }, []);
  useEffect(() => {
    // What was asked wrongly is told to the app, which alone can mend it.
    if (redirect) location.replace(redirect);
  }, [redirect]);
  useEffect(() => {
    const next = `/oauth/authorize${arrivedQuery}`;
    if (status === 401) void navigate({ to: "/sign-in", search: { next }, replace: true });
    if (code === "single-sign-on") void navigate({ to: "/single-sign-on", search: { next }, replace: true });
    if (code === "second-factor") void navigate({ to: "/second-factor", replace: true });
  }, [status, code, navigate]);

  if (asked.data && !redirect) return <Question asked={asked.data} />;
  if (asked.error && status !== 401 && !code.match(/^(single-sign-on|second-factor)$/)) {
    const { message, requestId } = asProblem(asked.error);
    return (
      <Gate title={t("This cannot be allowed")} problem={message}>
        {requestId && <p className={classes.small}>{t("Request {{id}}.", { id: requestId })}</p>}
        <Button mt={16} component="a" href="/">
          {t("Go to Rapport")}
        </Button>
      </Gate>
    );
  }
  return (
    <Gate title={t("One moment")}>
      <SkeletonRows rows={4} />
    </Gate>
  );
}

function Question({ asked: { app, workspace, scopes, granted } }: { asked: ConsentRequest }) {
  const me = useQuery({ queryKey: ["consent", "me"], queryFn: ({ signal }) => readMe(signal) }).data;
  const form = useForm();
  const [answered, setAnswered] = useState(false);
  const decide = (allow: boolean) =>
    form.send(async () => {
      const { redirect } = await decideConsent(arrivedQuery, allow);
      setAnswered(true);
      location.assign(redirect);
    });
  const busy = form.busy || answered;
  return (
    <Gate
      title={t("{{app}} asks to act for you", { app: app.name })}
      intro={
        app.publisher
          ? t("In the workspace {{workspace}}. Registered there by {{name}}.", {
              workspace: workspace.name,
              name: app.publisher,
            })
          : t("In the workspace {{workspace}}.", { workspace: workspace.name })
      }
      problem={form.problem}
    >
      <h2 className={classes.heading}>{granted ? t("You allowed it this before:") : t("It would then be able to:")}</h2>
      <ul className={classes.scopes}>
        {scopes.map(({ key, label, help }) => (
          <li key={key}>
            <b>{label}</b>
            <span>{help}</span>
          </li>
        ))}
      </ul>
      <p className={classes.small}>
        {t("It can never do more than you may do yourself. You can take it back under Settings > Apps with access.")}
      </p>
      <div className={classes.acts}>
        <Button size="md" variant="filled" loading={busy} onClick={() => void decide(true)}>
          {t("Allow")}
        </Button>
        <Button size="md" disabled={busy} onClick={() => void decide(false)}>
          {t("Cancel")}
        </Button>
      </div>
      {me && (
        <p className={classes.small}>
          {t("You are signed in as {{name}}, {{email}}.", { name: me.user.name, email: me.user.email })}
        </p>
      )}
      <p className={classes.small}>{t("Either way you go on to {{host}}.", { host: app.redirect_host })}</p>
    </Gate>
  );
}
