import { Button } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { type Share, shareRecord, unshareRecord } from "@/api/access";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import type { RecordSlotProps } from "@/records/slots";
import { useAct } from "@/records/useAct";
import { may } from "@/records/useMeta";
import { Avatar } from "@/ui/avatar/Avatar";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import classes from "./sharing.module.css";
import { useShares } from "./useShares";

/** With whom the record is shared beside those whose role lets them see it. */
export function ShareList({ object, record }: RecordSlotProps) {
  const shares = useShares(object, record.id);
  const act = useAct(keys.shares(object.key, record.id));
  if (shares.error && !shares.data) {
    return <ErrorState title={t("The list could not be loaded")} error={shares.error} />;
  }
  if (!shares.data) return <SkeletonRows rows={2} />;
  if (shares.data.length === 0) {
    return (
      <p className={classes.note}>
        {t("It is shared with nobody. Who may see it by their role sees it all the same.")}
      </p>
    );
  }
  const change = (share: Share, edit: boolean) => {
    const target = share.user ? { user: share.user.id } : { team: share.team?.id };
    return act(() => shareRecord(object.plural, record.id, { ...target, edit }), {
      failed: t("It is shared as before."),
    });
  };
  const takeBack = (share: Share) =>
    act(() => unshareRecord(object.plural, record.id, share.id), { failed: t("It is still shared.") });
  return (
    <ul className={classes.list} aria-label={t("Shared with")}>
      {shares.data.map((share) => {
        const name = share.user?.name ?? share.team?.name ?? "";
        return (
          <li key={share.id} className={classes.row}>
            {share.user ? (
              <Avatar id={share.user.id} name={name} size={24} />
            ) : (
              <IconUsersGroup size={18} stroke={1.6} className={classes.mark} aria-hidden />
            )}
            <span className={classes.name}>{name}</span>
            {may(object, "edit") ? (
              <>
                <select
                  className={classes.select}
                  aria-label={t("What {{name}} may do", { name })}
                  value={share.edit ? "edit" : "see"}
                  onChange={(event) => void change(share, event.currentTarget.value === "edit")}
                >
                  <option value="see">{t("Can see")}</option>
                  <option value="edit">{t("Can edit")}</option>
                </select>
                <Button
                  variant="subtle"
                  size="xs"
                  aria-label={t("Take it back from {{name}}", { name })}
                  onClick={() => void takeBack(share)}
                >
                  {t("Take back")}
                </Button>
              </>
            ) : (
              <span className={classes.quiet}>{share.edit ? t("Can edit") : t("Can see")}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
