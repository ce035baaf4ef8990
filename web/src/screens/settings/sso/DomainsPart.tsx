import { Button, TextInput } from "@mantine/core";
import { IconCircleCheck, IconClock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addDomain, deleteDomain, type ProvenDomain, proveDomain } from "@/api/sso";
import { useFormats } from "@/lib/formats";
import { t } from "@/lib/i18n/text";
import { keys } from "@/records/keys";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import { CopyList } from "@/ui/copy/CopyLine";
import { FormProblem } from "@/ui/FormProblem";
import { useForm } from "@/ui/useForm";
import { Part } from "../Section";
import classes from "./sso.module.css";

/** The domains of email addresses that belong to the organisation, each proven by a record of its DNS. */
export function DomainsPart({ domains }: { domains: ProvenDomain[] }) {
  const client = useQueryClient();
  const [domain, setDomain] = useState("");
  const form = useForm("domain");
  const add = async () => {
    if (!(await form.send(() => addDomain(domain.trim())))) return;
    setDomain("");
    void client.invalidateQueries({ queryKey: keys.sso });
  };
  return (
    <Part
      title={t("Domains")}
      intro={t(
        "Who types an address of a proven domain at sign-in is led to your provider, and accounts are made for such addresses alone.",
      )}
    >
      {domains.length > 0 && (
        <ul className={classes.domains} aria-label={t("Domains")}>
          {domains.map((one) => (
            <Domain key={one.id} domain={one} />
          ))}
        </ul>
      )}
      <form
        className={classes.adder}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (domain.trim() && !form.busy) void add();
        }}
      >
        <TextInput
          aria-label={t("Domain")}
          placeholder={t("acme.com")}
          spellCheck={false}
          autoComplete="off"
          value={domain}
          error={form.errors.domain}
          onChange={(event) => setDomain(event.currentTarget.value)}
        />
        <Button type="submit" loading={form.busy} disabled={!domain.trim()}>
          {t("Add the domain")}
        </Button>
      </form>
      <FormProblem>{form.problem}</FormProblem>
    </Part>
  );
}

function Domain({ domain: { id, domain, record, proven_at } }: { domain: ProvenDomain }) {
  const client = useQueryClient();
  const formats = useFormats();
  const act = useAct(keys.sso);
  const form = useForm();
  const prove = async () => {
    await form.send(() => proveDomain(id));
    void client.invalidateQueries({ queryKey: keys.sso });
  };
  const drop = async () => {
    const sure =
      !proven_at ||
      (await confirm({
        title: t("Delete the domain {{domain}}?", { domain }),
        text: t("Its addresses are no longer led to your provider, and no accounts are made for them."),
        yes: t("Delete"),
      }));
    if (sure) await act(() => deleteDomain(id), { failed: t("The domain is still there.") });
  };
  return (
    <li className={classes.domain}>
      <div className={classes.domainHead}>
        {proven_at ? (
          <IconCircleCheck size={17} stroke={1.6} color="var(--good)" aria-hidden />
        ) : (
          <IconClock size={17} stroke={1.6} color="var(--soon)" aria-hidden />
        )}
        <b>{domain}</b>
        <span className={classes.state}>
          {proven_at ? t("Proven {{day}}", { day: formats.date(proven_at.slice(0, 10)) }) : t("Not proven yet")}
        </span>
        <Button
          variant="subtle"
          size="xs"
          aria-label={t("Delete the domain {{domain}}", { domain })}
          onClick={() => void drop()}
        >
          {t("Delete")}
        </Button>
      </div>
      {!proven_at && (
        <>
          <p className={classes.hint}>
            {t("Add this TXT record to the DNS of the domain. It can take an hour to be seen.")}
          </p>
          <CopyList
            lines={[
              { label: t("Name"), text: record.name },
              { label: t("Value"), text: record.value },
            ]}
          />
          <FormProblem>{form.problem}</FormProblem>
          <Button size="xs" loading={form.busy} onClick={() => void prove()}>
            {t("Look for it now")}
          </Button>
        </>
      )}
    </li>
  );
}
