import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { readProvisioning } from "@/api/provisioning";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { CopyList } from "@/ui/copy/CopyLine";
import { STROKE } from "@/ui/icons";
import { cells, PlainTable } from "@/ui/plainTable/PlainTable";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Part, Section } from "../Section";
import { NewProvisioningToken } from "./NewProvisioningToken";
import { ProvisioningTokens } from "./ProvisioningTokens";
import { StartingRoles } from "./StartingRoles";

/** How the organisation's directory makes, changes and deactivates members by itself. */
export function ProvisioningScreen() {
  const provisioning = useQuery({ queryKey: keys.provisioning, queryFn: ({ signal }) => readProvisioning(signal) });
  const [making, setMaking] = useState(false);
  const formats = useFormats();
  const { data } = provisioning;
  return (
    <Section
      title={t("Provisioning")}
      wide
      intro={t(
        "Your directory, such as Okta or Entra ID, can make members here, change them, and deactivate them within minutes when they leave. It speaks SCIM 2.0.",
      )}
    >
      {provisioning.error && !data && (
        <ErrorState
          title={t("The settings could not be loaded")}
          error={provisioning.error}
          retry={() => void provisioning.refetch()}
        />
      )}
      {provisioning.isPending && <SkeletonRows rows={5} />}
      {data && (
        <>
          <Part
            title={t("To enter in your directory")}
            intro={t("This address, and a token as the bearer token of the connection. Each directory gets its own.")}
          >
            <CopyList lines={[{ label: t("Base address (SCIM 2.0)"), text: data.address }]} />
            {data.tokens.length > 0 && <ProvisioningTokens tokens={data.tokens} />}
            <Button
              mt={data.tokens.length ? 12 : 0}
              variant={data.tokens.length ? "default" : "filled"}
              leftSection={<IconPlus size={15} stroke={STROKE} />}
              onClick={() => setMaking(true)}
            >
              {t("New token")}
            </Button>
          </Part>
          <StartingRoles key={data.roles.join()} roles={data.roles} />
          <Part title={t("What came so far")}>
            <p className={cells.quiet}>
              {plural(data.users, "The directory keeps one member.", "The directory keeps {{count}} members.")}{" "}
              <Link to="/settings/sso" className={cells.link}>
                {t("Say what its groups mean")}
              </Link>
            </p>
            {data.groups.length > 0 && (
              <PlainTable
                label={t("Groups of the directory")}
                heads={[
                  { key: "name", text: t("Group") },
                  { key: "members", text: t("Members"), number: true },
                ]}
              >
                {data.groups.map(({ id, name, members }) => (
                  <tr key={id}>
                    <td>{name}</td>
                    <td data-number>{formats.number(members)}</td>
                  </tr>
                ))}
              </PlainTable>
            )}
          </Part>
        </>
      )}
      {making && <NewProvisioningToken onClose={() => setMaking(false)} />}
    </Section>
  );
}
