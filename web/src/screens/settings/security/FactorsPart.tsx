import { Button } from "@mantine/core";
import { IconDeviceMobile, IconFingerprint, IconLifebuoy } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import {
  type Factor,
  makeRecoveryCodes,
  type PasskeyFactor,
  type RecoveryFactor,
  readRecoveryCodes,
  removeApp,
  removePasskey,
} from "@/api/factors";
import { passkeysWork } from "@/api/passkeys";
import { useFormats } from "@/lib/formats";
import { plural, t } from "@/lib/i18n/text";
import { useAct } from "@/records/useAct";
import { confirm } from "@/ui/Confirm";
import { type Icon, STROKE } from "@/ui/icons";
import { Reasoned } from "@/ui/Reasoned";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { AppDialog } from "./AppDialog";
import { PasskeyDialog } from "./PasskeyDialog";
import { RecoveryDialog } from "./RecoveryDialog";
import classes from "./security.module.css";
import { factorKeys, useFactors } from "./useFactors";

type Open = "app" | "passkey" | null;

interface FactorsPartProps {
  /** Called when a factor is set up and its recovery codes were shown. */
  onReady?: () => void;
}

/** The second factors: what there is, how to add and remove one. */
export function FactorsPart({ onReady }: FactorsPartProps) {
  const factors = useFactors();
  const act = useAct(...factorKeys);
  const [open, setOpen] = useState<Open>(null);
  const [codes, setCodes] = useState<string[]>([]);

  /** Codes are shown once: with the first factor, and when new ones are made. */
  const showCodes = async (load: () => Promise<RecoveryFactor | null>) => {
    setOpen(null);
    let found: string[] = [];
    await act(
      async () => {
        found = (await load())?.unused_codes ?? [];
      },
      { failed: t("There are no codes to show.") },
    );
    setCodes(found);
    if (found.length === 0) onReady?.();
  };
  const replaceCodes = async () => {
    const sure = await confirm({
      title: t("Make new recovery codes?"),
      text: t("The old ones do not work any more."),
      yes: t("Make new ones"),
    });
    if (sure) await showCodes(makeRecoveryCodes);
  };

  if (factors.error && !factors.data) {
    return (
      <ErrorState
        title={t("Your second factors could not be loaded")}
        error={factors.error}
        retry={() => void factors.refetch()}
      />
    );
  }
  if (!factors.data) return <SkeletonRows rows={2} />;
  const app = factors.data.find(({ type }) => type === "totp");
  const passkeys = factors.data.filter((factor): factor is PasskeyFactor => factor.type === "webauthn");
  const recovery = factors.data.find((factor): factor is RecoveryFactor => factor.type === "recovery_codes");
  const works = passkeysWork();
  return (
    <>
      {factors.data.length > 0 && (
        <ul className={classes.list} aria-label={t("Second factor")}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
          {app && <AppRow app={app} />}
          {recovery && <CodesRow codes={recovery} onNew={() => void replaceCodes()} />}
        </ul>
      )}
      <div className={classes.actions}>
        <Reasoned reason={works ? null : t("This browser cannot make passkeys at this address.")}>
          <Button
            disabled={!works}
            leftSection={<IconFingerprint size={15} stroke={STROKE} />}
            onClick={() => setOpen("passkey")}
          >
            {t("Add a passkey")}
          </Button>
        </Reasoned>
        {!app && (
          <Button leftSection={<IconDeviceMobile size={15} stroke={STROKE} />} onClick={() => setOpen("app")}>
            {t("Set up an authenticator app")}
          </Button>
        )}
      </div>
      {open === "app" && <AppDialog onClose={() => setOpen(null)} onDone={() => void showCodes(readRecoveryCodes)} />}
      {open === "passkey" && (
        <PasskeyDialog onClose={() => setOpen(null)} onDone={() => void showCodes(readRecoveryCodes)} />
      )}
      {codes.length > 0 && (
        <RecoveryDialog
          codes={codes}
          onClose={() => {
            setCodes([]);
            onReady?.();
          }}
        />
      )}
    </>
  );
}

function PasskeyRow({ passkey }: { passkey: PasskeyFactor }) {
  const act = useAct(...factorKeys);
  const { name } = passkey;
  const remove = async () => {
    const sure = await confirm({
      title: t("Remove the passkey {{name}}?", { name }),
      text: t("You cannot sign in with it any more."),
      yes: t("Remove"),
    });
    if (!sure) return;
    await act(() => removePasskey(passkey.id), { failed: t("The passkey is still there.") });
  };
  return (
    <FactorRow mark={IconFingerprint} name={name} factor={passkey}>
      <Button
        variant="subtle"
        size="xs"
        aria-label={t("Remove the passkey {{name}}", { name })}
        onClick={() => void remove()}
      >
        {t("Remove")}
      </Button>
    </FactorRow>
  );
}

function AppRow({ app }: { app: Factor }) {
  const act = useAct(...factorKeys);
  const remove = async () => {
    const sure = await confirm({
      title: t("Remove the authenticator app?"),
      text: t("Its codes do not count any more."),
      yes: t("Remove"),
    });
    if (!sure) return;
    await act(removeApp, { failed: t("The authenticator app is still there.") });
  };
  return (
    <FactorRow mark={IconDeviceMobile} name={t("Authenticator app")} factor={app}>
      <Button variant="subtle" size="xs" aria-label={t("Remove the authenticator app")} onClick={() => void remove()}>
        {t("Remove")}
      </Button>
    </FactorRow>
  );
}

function CodesRow({ codes, onNew }: { codes: RecoveryFactor; onNew: () => void }) {
  const left = codes.unused_code_count;
  return (
    <FactorRow
      mark={IconLifebuoy}
      name={t("Recovery codes")}
      note={plural(left, "{{count}} code left", "{{count}} codes left")}
    >
      <Button variant="subtle" size="xs" onClick={onNew}>
        {t("Make new ones")}
      </Button>
    </FactorRow>
  );
}

interface FactorRowProps {
  mark: Icon;
  name: string;
  factor?: Factor;
  note?: string;
  children: ReactNode;
}

function FactorRow({ mark: Mark, name, factor, note, children }: FactorRowProps) {
  const formats = useFormats();
  const when = (seconds: number) => formats.ago(new Date(seconds * 1_000).toISOString());
  const used = factor?.last_used_at
    ? t("last used {{when}}", { when: when(factor.last_used_at) })
    : factor && t("added {{when}}", { when: when(factor.created_at) });
  return (
    <li className={classes.row}>
      <Mark size={18} stroke={STROKE} className={classes.mark} />
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.quiet}>{note ?? used}</span>
      </span>
      {children}
    </li>
  );
}
