import { Checkbox, Stack } from "@mantine/core";
import { t } from "@/lib/i18n/text";

interface RoleChecksProps {
  roles: { key: string; name: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  error?: string;
}

/** Which roles somebody has; together they allow what any of them allows. */
export function RoleChecks({ roles, chosen, onChange, error }: RoleChecksProps) {
  return (
    <Checkbox.Group
      label={t("Roles")}
      description={t("With several roles, one may do what any of them allows.")}
      value={chosen}
      error={error}
      onChange={onChange}
    >
      <Stack gap={8} mt={6} mb={4}>
        {roles.map(({ key, name }) => (
          <Checkbox key={key} value={key} label={name} size="xs" />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
