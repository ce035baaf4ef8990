import { Button } from "@mantine/core";
import { IconMapSearch, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Id, ObjectMeta } from "@/api/types";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { showFailure } from "@/records/failure";
import { useHistory } from "@/records/useHistory";
import { may } from "@/records/useMeta";
import { useWrite } from "@/records/useWrite";
import { EmptyState } from "@/ui/state/EmptyState";
import { SkeletonRows } from "@/ui/state/Skeleton";

/** For a record that is not there: one that was deleted says by whom and can be restored. */
export function RecordMissing({ object, id }: { object: ObjectMeta; id: Id }) {
  const formats = useFormats();
  const write = useWrite(object);
  const history = useHistory(object, id);
  const thing = object.label.toLowerCase();
  if (history.isPending) return <SkeletonRows rows={3} />;
  const [last] = history.data?.pages[0]?.changes ?? [];

  const toList = (
    <Button component={Link} to={`/${object.plural}`}>
      {t("Show all {{objects}}", { objects: object.label_plural.toLowerCase() })}
    </Button>
  );
  if (last?.kind !== "delete") {
    return (
      <EmptyState icon={IconMapSearch} title={t("There is no such {{object}}", { object: thing })} action={toList}>
        {t("The link may be wrong, or the {{object}} is not shared with you.", { object: thing })}
      </EmptyState>
    );
  }
  const { actor, at } = last.change_set;
  const restore = () =>
    write.restore(id).catch((error) => showFailure(t("The {{object}} was not restored.", { object: thing }), error));
  return (
    <EmptyState
      icon={IconTrash}
      title={t("This {{object}} was deleted", { object: thing })}
      action={
        <>
          {may(object, "delete") && (
            <Button variant="filled" onClick={() => void restore()}>
              {t("Restore it")}
            </Button>
          )}
          {toList}
        </>
      }
    >
      {t("{{name}} deleted it on {{moment}}. Nothing of it is lost.", {
        name: actor.label,
        moment: formats.dateTime(at),
      })}
    </EmptyState>
  );
}
