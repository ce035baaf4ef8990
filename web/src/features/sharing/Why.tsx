import { Button, Select } from "@mantine/core";
import { IconCheck, IconEye, IconMinus, IconX } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type AccessQuestion, type Explanation, explainAccess } from "@/api/access";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import type { RecordSlotProps } from "@/records/slots";
import { useMe } from "@/records/useMe";
import { useUsers } from "@/records/useUsers";
import { startViewing } from "@/records/viewing";
import { STROKE } from "@/ui/icons";
import { Reasoned } from "@/ui/Reasoned";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import classes from "./sharing.module.css";

/** Why somebody may, or may not, do something with the record: about oneself, and for administrators about anybody. */
export function Why({ object, record }: RecordSlotProps) {
  const { user: me, special } = useMe();
  const users = useUsers() ?? [];
  const [user, setUser] = useState(me.id);
  const [action, setAction] = useState<AccessQuestion["action"]>("view");
  const [field, setField] = useState("");
  const question: AccessQuestion = {
    user: user === me.id ? undefined : user,
    action,
    field: action === "delete" || !field ? undefined : field,
  };
  const answer = useQuery({
    // The version: what is answered depends on whose the record is.
    queryKey: [...keys.shares(object.key, record.id), "why", record.version, question],
    queryFn: ({ signal }) => explainAccess(object.plural, record.id, question, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return (
    <>
      <div className={classes.question}>
        {special.includes("manage") && (
          <Select
            label={t("Who")}
            searchable
            allowDeselect={false}
            data={users
              .filter(({ active }) => active)
              .map(({ id, name }) => ({ value: id, label: id === me.id ? t("{{name}} (you)", { name }) : name }))}
            value={user}
            onChange={(value) => value && setUser(value)}
          />
        )}
        <Select
          label={t("May do")}
          allowDeselect={false}
          data={[
            { value: "view", label: t("See") },
            { value: "edit", label: t("Edit") },
            { value: "delete", label: t("Delete") },
          ]}
          value={action}
          onChange={(value) => value && setAction(value as AccessQuestion["action"])}
        />
        <Select
          label={t("What")}
          searchable
          allowDeselect={false}
          disabled={action === "delete"}
          data={[
            { value: "", label: t("The record") },
            ...object.fields.map(({ key, label }) => ({ value: key, label })),
          ]}
          value={action === "delete" ? "" : field}
          onChange={(value) => setField(value ?? "")}
        />
      </div>
      {special.includes("manage") && user !== me.id && (
        <Reasoned reason={special.includes("private") ? null : t("Your role may not see what is private.")}>
          <Button
            size="xs"
            mb={16}
            leftSection={<IconEye size={15} stroke={STROKE} />}
            disabled={!special.includes("private")}
            onClick={() => startViewing(user, `/${object.plural}/${record.id}`)}
          >
            {t("See Rapport as {{name}}", { name: users.find(({ id }) => id === user)?.name ?? "" })}
          </Button>
        </Reasoned>
      )}
      {answer.error && <ErrorState title={t("There is no answer")} error={answer.error} />}
      {answer.isPending && <SkeletonRows rows={2} />}
      {answer.data && !answer.error && <Reasons answer={answer.data} />}
    </>
  );
}

/** The verdict, what decided it, and everything else that was looked at. */
function Reasons({ answer: { allowed, reasons } }: { answer: Explanation }) {
  const [deciding] = reasons;
  // Who may edit must also see, and both may have been looked at: each sentence is said once.
  const said = new Map(reasons.map((reason) => [reason.sentence, reason]));
  const others = [...said.values()].filter(({ sentence }) => sentence !== deciding?.sentence);
  const Mark = allowed ? IconCheck : IconX;
  return (
    <div role="status">
      <p className={classes.verdict} data-allowed={allowed}>
        <Mark size={16} stroke={2} aria-hidden />
        <span>
          <b>{allowed ? t("Yes.") : t("No.")}</b> {deciding?.sentence}
        </span>
      </p>
      {others.length > 0 && (
        <ul className={classes.reasons}>
          {others.map(({ holds, sentence }) => (
            <li key={sentence}>
              {holds ? (
                <IconCheck size={14} stroke={1.8} aria-hidden />
              ) : (
                <IconMinus size={14} stroke={1.8} aria-hidden />
              )}
              {sentence}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
