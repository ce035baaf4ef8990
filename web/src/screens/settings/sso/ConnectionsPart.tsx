import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import type { Connection } from "@/api/sso";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { STROKE } from "@/ui/icons";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";
import { Tag } from "@/ui/Tag";
import { Part } from "../Section";
import { kindLabel } from "./kindLabel";
import classes from "./sso.module.css";

/** The ways to the identity providers. */
export function ConnectionsPart({ connections }: { connections: Connection[] }) {
  const formats = useFormats();
  return (
    <Part title={t("Connections")}>
      {connections.length === 0 ? (
        <p className={classes.none}>
          {t(
            "None yet. You need a client or an application at your provider; the next page shows what to enter there.",
          )}
        </p>
      ) : (
        <PlainTable
          label={t("Connections")}
          heads={[
            { key: "name", text: t("Name") },
            { key: "kind", text: t("Kind"), wide: true },
            { key: "state", text: t("State") },
            { key: "used", text: t("Last used"), wide: true, number: true },
          ]}
        >
          {connections.map((connection) => (
            <tr key={connection.id}>
              <td>
                <Link to="/settings/sso/$id" params={{ id: connection.id }} className={cells.link}>
                  {connection.name}
                </Link>
              </td>
              <td className={cells.wide}>{kindLabel(connection.kind)}</td>
              <td>{connection.enabled ? <Tag color="green">{t("On")}</Tag> : <Tag>{t("Off")}</Tag>}</td>
              <td className={cells.wide} data-number>
                {connection.last_used_at ? formats.ago(connection.last_used_at) : t("Never")}
              </td>
            </tr>
          ))}
        </PlainTable>
      )}
      <div className={classes.below}>
        <AddConnection first={connections.length === 0} />
      </div>
    </Part>
  );
}

function AddConnection({ first }: { first: boolean }) {
  const navigate = useNavigate();
  const begin = (kind: "oidc" | "saml") => void navigate({ to: "/settings/sso/new/$kind", params: { kind } });
  return (
    <Menu width={330}>
      <Menu.Target>
        <Button
          variant={first ? "filled" : "default"}
          leftSection={<IconPlus size={15} stroke={STROKE} />}
          rightSection={<IconChevronDown size={14} stroke={STROKE} />}
        >
          {t("Add a connection")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => begin("oidc")}>
          <span className={classes.choice}>{t("OpenID Connect")}</span>
          <span className={classes.choiceHint}>
            {t("Okta, Entra ID, Google Workspace, Keycloak, Auth0 and others")}
          </span>
        </Menu.Item>
        <Menu.Item onClick={() => begin("saml")}>
          <span className={classes.choice}>{t("SAML 2.0")}</span>
          <span className={classes.choiceHint}>{t("When your provider offers no OpenID Connect")}</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
