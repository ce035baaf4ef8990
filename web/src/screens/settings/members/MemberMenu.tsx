import { ActionIcon, Menu } from "@mantine/core";
import {
  IconCrown,
  IconDots,
  IconEye,
  IconShieldOff,
  IconUserCheck,
  IconUserCog,
  IconUserOff,
} from "@tabler/icons-react";
import { changeMember, type Member, makeOwner, removeMemberFactors } from "@/api/members";
import { t } from "@/lib/i18n/text";
import { accessKeys } from "@/records/accessKeys";
import { useAct } from "@/records/useAct";
import { useMe } from "@/records/useMe";
import { startViewing } from "@/records/viewing";
import { confirm } from "@/ui/Confirm";
import { STROKE } from "@/ui/icons";

interface MemberMenuProps {
  member: Member;
  iAmOwner: boolean;
  onRoles: () => void;
}

/** What an administrator may do with one member. */
export function MemberMenu({ member, iAmOwner, onRoles }: MemberMenuProps) {
  const act = useAct(...accessKeys);
  const { user: me, special } = useMe();
  const { id, name } = member;

  const shutOut = async () => {
    const sure = await confirm({
      title: t("Deactivate {{name}}?", { name }),
      text: t("They are signed out here at once and their API tokens end. What they own stays theirs."),
      yes: t("Deactivate"),
    });
    if (!sure) return;
    await act(() => changeMember(id, { active: false }), {
      failed: t("{{name}} is still active.", { name }),
      done: t("{{name}} is not active any more.", { name }),
    });
  };
  const letIn = () =>
    act(() => changeMember(id, { active: true }), {
      failed: t("{{name}} was not let back in.", { name }),
      done: t("{{name}} is back, with the roles they had.", { name }),
    });
  const handOver = async () => {
    const sure = await confirm({
      title: t("Make {{name}} the owner?", { name }),
      text: t("You stay an administrator, but only {{name}} can give the ownership back.", { name }),
      yes: t("Make the owner"),
    });
    if (!sure) return;
    await act(() => makeOwner(id), {
      failed: t("You are still the owner."),
      done: t("{{name}} is the owner now.", { name }),
    });
  };
  const removeFactors = async () => {
    const sure = await confirm({
      title: t("Remove the second factors of {{name}}?", { name }),
      text: t("Do so only when you are sure that it is they who ask. They then sign in with their password alone."),
      yes: t("Remove"),
    });
    if (!sure) return;
    await act(() => removeMemberFactors(id), {
      failed: t("The second factors are still there."),
      done: t("{{name}} has no second factor any more.", { name }),
    });
  };

  const icon = { size: 15, stroke: STROKE };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t("What to do with {{name}}", { name })}>
          <IconDots size={16} stroke={STROKE} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {member.active && (
          <Menu.Item leftSection={<IconUserCog {...icon} />} onClick={onRoles}>
            {t("Change the roles")}
          </Menu.Item>
        )}
        {member.active && id !== me.id && (
          <Menu.Item
            disabled={!special.includes("private")}
            leftSection={<IconEye {...icon} />}
            onClick={() => startViewing(id)}
          >
            {special.includes("private") ? t("See Rapport as they do") : t("Your role may not see what is private")}
          </Menu.Item>
        )}
        {member.second_factor && (
          <Menu.Item leftSection={<IconShieldOff {...icon} />} onClick={() => void removeFactors()}>
            {t("Remove the second factors")}
          </Menu.Item>
        )}
        {iAmOwner && member.active && !member.owner && (
          <Menu.Item leftSection={<IconCrown {...icon} />} onClick={() => void handOver()}>
            {t("Make the owner")}
          </Menu.Item>
        )}
        {!member.active && (
          <Menu.Item leftSection={<IconUserCheck {...icon} />} onClick={() => void letIn()}>
            {t("Let back in")}
          </Menu.Item>
        )}
        {member.active && (
          <Menu.Item
            color="red"
            disabled={member.owner}
            leftSection={<IconUserOff {...icon} />}
            onClick={() => void shutOut()}
          >
            {member.owner ? t("The owner cannot be deactivated") : t("Deactivate")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
