import { t } from "@/lib/i18n/text";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Section } from "../Section";
import { ConnectionsPart } from "./ConnectionsPart";
import { DomainsPart } from "./DomainsPart";
import { GroupsPart } from "./GroupsPart";
import { RequiredPart } from "./RequiredPart";
import { useSso } from "./useSso";

/** How members sign in through their organisation's own identity provider. */
export function SsoScreen() {
  const sso = useSso();
  return (
    <Section
      title={t("Single sign-on")}
      wide
      intro={t(
        "Members sign in where they sign in for everything else: at your identity provider. What it says about their groups can give them roles and teams here.",
      )}
    >
      {sso.error && !sso.data && (
        <ErrorState title={t("The settings could not be loaded")} error={sso.error} retry={() => void sso.refetch()} />
      )}
      {sso.isPending && <SkeletonRows rows={6} />}
      {sso.data && (
        <>
          <ConnectionsPart connections={sso.data.connections} />
          <DomainsPart domains={sso.data.domains} />
          <GroupsPart mappings={sso.data.mappings} seen={sso.data.groups_seen} />
          <RequiredPart sso={sso.data} />
        </>
      )}
    </Section>
  );
}
