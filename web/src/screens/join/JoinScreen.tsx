import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { joinWorkspace, openInvitation } from "@/api/members";
import { signOut } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { Gate } from "@/ui/gate/Gate";
import { useForm } from "@/ui/useForm";
import { NewcomerForm } from "./NewcomerForm";

/** Where an invitation leads: a newcomer chooses name and password, who has an account joins with one button. */
export function JoinScreen() {
  const { token = "" } = useSearch({ from: "/join" });
  const router = useRouter();
  const navigate = useNavigate();
  const client = useQueryClient();
  const opened = useQuery({
    queryKey: ["join", token],
    queryFn: () => openInvitation(token),
    retry: false,
    gcTime: 0,
  });
  const form = useForm("name", "password");

  useEffect(() => {
    document.title = t("Join a workspace");
  }, []);

  const join = async (given?: { name: string; password: string }) => {
    if (!(await form.send(() => joinWorkspace(token, given)))) return;
    client.clear();
    router.history.push("/");
  };
  const changeUser = async () => {
    if (await form.send(signOut)) await opened.refetch();
  };
  const goOn = { size: "md", mt: 22, fullWidth: true, variant: "filled" } as const;

  if (opened.isPending) return <Gate title={t("Join a workspace")} />;
  if (!opened.data) {
    return (
      <Gate title={t("This invitation is over")} intro={opened.error.message}>
        <Button {...goOn} variant="default" onClick={() => void navigate({ to: "/" })}>
          {t("Go to Rapport")}
        </Button>
      </Gate>
    );
  }
  const { workspace, inviter, email, known, signed_in_as: here } = opened.data;
  const intro = t("{{inviter}} invites {{email}}.", { inviter, email });
  const title = t("Join {{workspace}}", { workspace });
  if (here && here !== email) {
    return (
      <Gate
        title={title}
        intro={`${intro} ${t("You are signed in as {{here}}: sign out first.", { here })}`}
        problem={form.problem}
      >
        <Button {...goOn} loading={form.busy} onClick={() => void changeUser()}>
          {t("Sign out and go on")}
        </Button>
      </Gate>
    );
  }
  if (here) {
    return (
      <Gate title={title} intro={intro} problem={form.problem}>
        <Button {...goOn} loading={form.busy} onClick={() => void join()}>
          {t("Join")}
        </Button>
      </Gate>
    );
  }
  if (known) {
    const next = `/join?token=${encodeURIComponent(token)}`;
    return (
      <Gate
        title={title}
        intro={`${intro} ${t("This address has an account: sign in with it, then join.")}`}
        problem={form.problem}
      >
        <Button {...goOn} onClick={() => void navigate({ to: "/sign-in", search: { next } })}>
          {t("Sign in")}
        </Button>
      </Gate>
    );
  }
  return (
    <Gate title={title} intro={intro} problem={form.problem}>
      <NewcomerForm email={email} form={form} onJoin={(given) => void join(given)} />
    </Gate>
  );
}
