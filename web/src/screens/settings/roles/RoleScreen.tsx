import { useParams, useSearch } from "@tanstack/react-router";
import type { HeldRole, RoleValues } from "@/api/access";
import { t } from "@/lib/i18n/text";
import { EmptyState } from "@/ui/state/EmptyState";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { Section } from "../Section";
import { NEW_ROLE } from "./grants";
import { RoleEditor } from "./RoleEditor";
import { useRoles } from "./useRoles";

/** One role, or a new one; `like` names the role that a new one begins as. */
export function RoleScreen() {
  const { id } = useParams({ from: "/app/settings/roles/$id" });
  const { like } = useSearch({ from: "/app/settings/roles/$id" });
  const roles = useRoles();
  const back = { to: "/settings/roles", label: t("All roles") };
  if (roles.error && !roles.data) {
    return (
      <Section title={t("Role")} back={back}>
        <ErrorState title={t("The role could not be loaded")} error={roles.error} retry={() => void roles.refetch()} />
      </Section>
    );
  }
  if (!roles.data) {
    return (
      <Section title={t("Role")} back={back}>
        <SkeletonRows rows={6} />
      </Section>
    );
  }
  const role = roles.data.find((each) => each.id === id);
  if (!role && id !== "new") {
    return (
      <Section title={t("Role")} back={back}>
        <EmptyState title={t("There is no such role")}>{t("It may have been deleted.")}</EmptyState>
      </Section>
    );
  }
  const model = roles.data.find((each) => each.id === like);
  return <RoleEditor key={`${id}:${like ?? ""}`} role={role} start={role ?? beginning(model)} back={back} />;
}

function beginning(model: HeldRole | undefined): RoleValues {
  if (!model) return NEW_ROLE;
  const { grants, fields, special } = model;
  return { name: t("Copy of {{name}}", { name: model.name }), grants, fields, special };
}
