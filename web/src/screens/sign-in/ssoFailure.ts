import { t } from "@/lib/i18n/text";

/** Why single sign-on failed, and what to do now. */
export function ssoFailure(code: string, request: string | undefined): string {
  const sentences: Record<string, string> = {
    cancelled: t("You stopped at your organisation’s sign-in. Try again when you like."),
    expired: t("That took too long, or the sign-in was used already. Start again here."),
    refused: t("What your organisation’s sign-in answered did not fit, so nobody was let in. Tell your administrator."),
    unproven: t(
      "The domain of your email address is not proven here, so you were not let in. Ask an administrator to prove it, or to invite you.",
    ),
    "not-a-member": t("You are no member of this workspace. Ask an administrator to invite you."),
    deactivated: t("Your membership of this workspace was ended. Ask an administrator to let you back in."),
    "no-email": t(
      "Your organisation’s sign-in did not say your email address, or not that it is yours. Ask your administrator to send it along.",
    ),
    unreachable: t("Your organisation’s sign-in could not be reached. Try again in a moment."),
    disabled: t("This way of signing in is switched off. Ask an administrator of your workspace."),
  };
  const sentence = sentences[code] ?? t("You could not be signed in by single sign-on. Try again.");
  return request ? `${sentence} ${t("Request {{id}}.", { id: request })}` : sentence;
}
