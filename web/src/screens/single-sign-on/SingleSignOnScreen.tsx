import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { signOut } from "@/api/session";
import { type Found, findConnections } from "@/api/sso";
import { readMe } from "@/api/workspace";
import { t } from "@/lib/i18n/text";
import { FormStack } from "@/ui/FormStack";
import { Gate } from "@/ui/gate/Gate";
import { useForm } from "@/ui/useForm";
import { ConnectionButtons } from "../sign-in/ConnectionButtons";
import { inside } from "../sign-in/inside";
import classes from "../sign-in/SignInScreen.module.css";

/** All that a member sees of a workspace that asks for single sign-on, until they came by it. */
export function SingleSignOnScreen() {
  const { next } = useSearch({ from: "/single-sign-on" });
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm();
  const [email, setEmail] = useState("");
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => {
    document.title = t("Single sign-on");
    // Who one is may be said even here; else one types the address.
    readMe()
      .then(async ({ user }) => {
        setEmail(user.email);
        setFound(await findConnections(user.email));
      })
      .catch(() => undefined);
  }, []);

  const look = () => form.send(async () => setFound(await findConnections(email.trim())));
  const leave = async () => {
    if (!(await form.send(signOut))) return;
    client.clear();
    await navigate({ to: "/sign-in", search: { next } });
  };
  return (
    <Gate
      title={t("This workspace asks for single sign-on")}
      intro={t(
        "Your administrators want everybody to come by your organisation’s own sign-in. You come back here after it.",
      )}
      problem={form.problem}
    >
      <FormStack onSubmit={() => email.trim() && void look()} className={classes.form}>
        {found?.connections.length ? (
          <ConnectionButtons connections={found.connections} next={inside(next)} />
        ) : (
          <>
            <TextInput
              label={t("Email at your organisation")}
              type="email"
              size="md"
              value={email}
              error={found && t("No single sign-on belongs to this address. Ask an administrator of the workspace.")}
              onChange={(event) => {
                setEmail(event.currentTarget.value);
                setFound(null);
              }}
            />
            <Button type="submit" variant="filled" size="md" loading={form.busy} disabled={!email.trim()}>
              {t("Go on")}
            </Button>
          </>
        )}
      </FormStack>
      <p className={classes.help}>
        <button type="button" className={classes.link} onClick={() => void leave()}>
          {t("Sign out")}
        </button>
      </p>
    </Gate>
  );
}
