import { Button } from "@mantine/core";
import { type Invitation, resendInvitation, revokeInvitation } from "@/api/members";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";
import { Tag } from "@/ui/Tag";

/** The invitations that nobody has followed yet. */
export function InvitationTable({ invitations }: { invitations: Invitation[] }) {
  const formats = useFormats();
  const act = useAct(keys.invitations);
  const resend = ({ id, email }: Invitation) =>
    act(() => resendInvitation(id), {
      failed: t("The invitation was not sent again."),
      done: t("A new link is on its way to {{email}}. The old one ends.", { email }),
    });
  const revoke = ({ id, email }: Invitation) =>
    act(() => revokeInvitation(id), {
      failed: t("The invitation is still open."),
      done: t("The invitation of {{email}} was taken back. Its link ends.", { email }),
    });
  return (
    <PlainTable
      label={t("Invited")}
      heads={[
        { key: "email", text: t("Email") },
        { key: "roles", text: t("Roles"), wide: true },
        { key: "teams", text: t("Teams"), wide: true },
        { key: "by", text: t("By"), wide: true },
        { key: "ends", text: t("Link ends"), wide: true, number: true },
        { key: "acts", text: null },
      ]}
    >
      {invitations.map((invitation) => (
        <tr key={invitation.id}>
          <td>{invitation.email}</td>
          <td className={cells.wide}>
            <span className={cells.tags}>
              {invitation.roles.map(({ key, label }) => (
                <Tag key={key}>{label}</Tag>
              ))}
            </span>
          </td>
          <td className={cells.wide}>{invitation.teams.map(({ name }) => name).join(", ")}</td>
          <td className={cells.wide}>{invitation.invited_by}</td>
          <td className={invitation.expired ? `${cells.wide} ${cells.late}` : cells.wide} data-number>
            {invitation.expired ? t("Over") : formats.dateTime(invitation.expires_at)}
          </td>
          <td className={cells.end}>
            <Button variant="subtle" size="xs" onClick={() => void resend(invitation)}>
              {t("Send again")}
            </Button>
            <Button variant="subtle" size="xs" onClick={() => void revoke(invitation)}>
              {t("Take back")}
            </Button>
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
