import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { signOut } from "@/api/session";
import { t } from "@/lib/i18n/text";
import { ConfirmHost } from "@/ui/Confirm";
import { Gate } from "@/ui/gate/Gate";
import { useForm } from "@/ui/useForm";
import { FactorsPart } from "../settings/security/FactorsPart";

/** The one page of a member without a second factor in a workspace that asks for one. */
export function SecondFactorScreen() {
  const client = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const form = useForm();

  useEffect(() => {
    document.title = t("Set up a second factor");
  }, []);

  const enter = () => {
    client.clear();
    router.history.push("/");
  };
  const leave = async () => {
    if (!(await form.send(signOut))) return;
    client.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <Gate
      title={t("Set up a second factor")}
      intro={t("This workspace asks for one, so that a stolen password opens nothing. Choose either.")}
      problem={form.problem}
    >
      <FactorsPart onReady={enter} />
      <Button variant="subtle" mt={24} onClick={() => void leave()}>
        {t("Sign out")}
      </Button>
      <ConfirmHost />
    </Gate>
  );
}
