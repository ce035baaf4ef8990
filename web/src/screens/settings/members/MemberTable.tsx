import { IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { Member } from "@/api/members";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { useMe } from "@/records/useMe";
import { useTeams } from "@/records/useTeams";
import { Avatar } from "@/ui/avatar/Avatar";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";
import { Tag } from "@/ui/Tag";
import { MemberMenu } from "./MemberMenu";
import { MemberRoles } from "./MemberRoles";

/** Everybody who is or was a member. */
export function MemberTable({ members }: { members: Member[] }) {
  const { user: me } = useMe();
  const teams = useTeams() ?? [];
  const formats = useFormats();
  const [changing, setChanging] = useState<Member | null>(null);
  const iAmOwner = members.some(({ id, owner }) => owner && id === me.id);
  const teamsOf = (id: string) => teams.filter((team) => team.members.includes(id)).map((team) => team.name);
  return (
    <>
      <PlainTable
        label={t("Members")}
        heads={[
          { key: "name", text: t("Name") },
          { key: "roles", text: t("Roles") },
          { key: "teams", text: t("Teams"), wide: true },
          { key: "factor", text: t("Second factor"), wide: true },
          { key: "seen", text: t("Last seen"), wide: true, number: true },
          { key: "menu", text: null },
        ]}
      >
        {members.map((member) => (
          <tr key={member.id} className={member.active ? undefined : cells.off}>
            <td>
              <span className={cells.who}>
                <Avatar id={member.id} name={member.name} size={28} />
                <span className={cells.words}>
                  <span className={cells.name}>
                    {member.name}
                    {member.owner && <Tag color="indigo">{t("Owner")}</Tag>}
                    {!member.active && <Tag>{t("Not active")}</Tag>}
                  </span>
                  <span className={cells.quiet}>{member.email}</span>
                </span>
              </span>
            </td>
            <td>
              <span className={cells.tags}>
                {member.roles.map(({ key, label }) => (
                  <Tag key={key}>{label}</Tag>
                ))}
              </span>
            </td>
            <td className={cells.wide}>{teamsOf(member.id).join(", ")}</td>
            <td className={cells.wide}>
              {member.second_factor ? (
                <span className={cells.who}>
                  <IconShieldCheck size={15} stroke={1.6} color="var(--good)" aria-hidden />
                  {t("Set up")}
                </span>
              ) : (
                <span className={cells.off}>{t("None")}</span>
              )}
            </td>
            <td
              className={member.last_seen_at ? cells.wide : `${cells.wide} ${cells.off}`}
              data-number
              title={t("Joined {{when}}", { when: formats.date(member.joined_at.slice(0, 10)) })}
            >
              {member.last_seen_at ? formats.ago(member.last_seen_at) : t("Not signed in")}
            </td>
            <td className={cells.end}>
              <MemberMenu member={member} iAmOwner={iAmOwner} onRoles={() => setChanging(member)} />
            </td>
          </tr>
        ))}
      </PlainTable>
      {changing && <MemberRoles member={changing} onClose={() => setChanging(null)} />}
    </>
  );
}
