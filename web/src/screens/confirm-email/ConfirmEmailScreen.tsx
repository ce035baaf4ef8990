import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { confirmEmail } from "@/api/security";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { Gate } from "@/ui/gate/Gate";
import { useForm } from "@/ui/useForm";

/** Where the mail to a new address leads. A button, because mail programs open links by themselves. */
export function ConfirmEmailScreen() {
  const { token = "" } = useSearch({ from: "/confirm-email" });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [email, setEmail] = useState<string | null>(null);
  const form = useForm();

  useEffect(() => {
    document.title = t("Confirm your email");
  }, []);

  const confirm = () =>
    form.send(async () => {
      setEmail(await confirmEmail(token));
      await client.invalidateQueries({ queryKey: keys.me });
    });
  if (email) {
    return (
      <Gate title={t("Your email is confirmed")} intro={t("You sign in with {{email}} from now on.", { email })}>
        <Button size="md" mt={22} fullWidth variant="filled" onClick={() => void navigate({ to: "/" })}>
          {t("Go to Rapport")}
        </Button>
      </Gate>
    );
  }
  return (
    <Gate
      title={t("Confirm your email")}
      intro={t("Press the button to show that this address is yours.")}
      problem={form.problem}
    >
      <Button size="md" mt={22} fullWidth variant="filled" loading={form.busy} onClick={() => void confirm()}>
        {t("This is my address")}
      </Button>
    </Gate>
  );
}
