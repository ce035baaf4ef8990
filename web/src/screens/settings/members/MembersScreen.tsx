import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Part, Section } from "../Section";
import { InvitationTable } from "./InvitationTable";
import { InviteDialog } from "./InviteDialog";
import { MemberTable } from "./MemberTable";
import { useInvitations, useMembers } from "./useMembers";

/** Who is in the workspace, and who is invited. */
export function MembersScreen() {
  const members = useMembers();
  const invitations = useInvitations();
  const [inviting, setInviting] = useState(false);
  return (
    <Section
      title={t("Members")}
      wide
      actions={
        <Button variant="filled" leftSection={<IconPlus size={15} stroke={STROKE} />} onClick={() => setInviting(true)}>
          {t("Invite")}
        </Button>
      }
    >
      {members.error && !members.data && (
        <ErrorState
          title={t("The members could not be loaded")}
          error={members.error}
          retry={() => void members.refetch()}
        />
      )}
      {members.isPending && <SkeletonRows rows={6} />}
      {members.data && <MemberTable members={members.data} />}
      {invitations.data && invitations.data.length > 0 && (
        <Part title={t("Invited")} intro={t("They have not joined yet. A link works once, for seven days.")}>
          <InvitationTable invitations={invitations.data} />
        </Part>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Section>
  );
}
