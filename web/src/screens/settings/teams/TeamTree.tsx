import { ActionIcon, Menu, UnstyledButton } from "@mantine/core";
import { IconDots, IconEdit, IconPlus, IconTrash, IconUsersGroup } from "@tabler/icons-react";
import { deleteTeam } from "@/api/access";
import type { Team } from "@/api/types";
import { plural, t } from "@/lib/i18n/text";
import { accessKeys } from "@/records/accessKeys";
import { useAct } from "@/records/useAct";
import { useUsers } from "@/records/useUsers";
import { Avatar } from "@/ui/avatar/Avatar";
import { confirm } from "@/ui/Confirm";
import { STROKE } from "@/ui/icons";
import type { TeamAsked } from "./TeamsScreen";
import classes from "./TeamTree.module.css";
import { branches } from "./tree";

const MOST_FACES = 5;

export function TeamTree({ teams, onOpen }: { teams: Team[]; onOpen: (asked: TeamAsked) => void }) {
  const users = useUsers() ?? [];
  return (
    <ul className={classes.tree} aria-label={t("Teams")}>
      {branches(teams).map(({ team, depth }) => (
        <li key={team.id} className={classes.row} style={{ paddingInlineStart: depth * 22 }}>
          <UnstyledButton className={classes.team} onClick={() => onOpen({ team, parent: team.parent })}>
            <IconUsersGroup size={16} stroke={STROKE} className={classes.mark} aria-hidden />
            <span className={classes.name}>{team.name}</span>
            <span className={classes.count}>
              {plural(team.members.length, "{{count}} member", "{{count}} members")}
            </span>
            <span className={classes.faces} aria-hidden>
              {users
                .filter(({ id }) => team.members.includes(id))
                .slice(0, MOST_FACES)
                .map(({ id, name }) => (
                  <Avatar key={id} id={id} name={name} size={20} />
                ))}
            </span>
          </UnstyledButton>
          <TeamMenu team={team} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function TeamMenu({ team, onOpen }: { team: Team; onOpen: (asked: TeamAsked) => void }) {
  const act = useAct(...accessKeys);
  const { name } = team;
  const remove = async () => {
    const sure = await confirm({
      title: t("Delete the team {{name}}?", { name }),
      text: t("This cannot be undone. Only a team without records and without teams within it can be deleted."),
      yes: t("Delete"),
    });
    if (!sure) return;
    await act(() => deleteTeam(team.id), {
      failed: t("The team {{name}} was not deleted.", { name }),
      done: t("The team {{name}} was deleted.", { name }),
    });
  };
  const icon = { size: 15, stroke: STROKE };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={t("What to do with {{name}}", { name })}>
          <IconDots size={16} stroke={STROKE} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconEdit {...icon} />} onClick={() => onOpen({ team, parent: team.parent })}>
          {t("Rename, move, members")}
        </Menu.Item>
        <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => onOpen({ team: null, parent: team.id })}>
          {t("New team within it")}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => void remove()}>
          {t("Delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
