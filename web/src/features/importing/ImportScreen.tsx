import { useState } from "react";
import type { Import } from "@/api/importTypes";
import { asProblem } from "@/api/problem";
import type { Id } from "@/api/types";
import { t } from "@/lib/i18n/text";
import { useObject } from "@/records/useMeta";
import { Page } from "@/ui/page/Page";
import { ErrorState } from "@/ui/state/ErrorState";
import { SkeletonRows } from "@/ui/state/Skeleton";
import { CheckStep } from "./CheckStep";
import { ColumnsStep } from "./ColumnsStep";
import classes from "./Importing.module.css";
import { OptionsStep } from "./OptionsStep";
import { ResultStep } from "./ResultStep";
import { type StepKey, Steps } from "./Steps";
import { useImport, useSteering } from "./useImport";

/** One import on its way: columns, options, check, run; the file was the first step. */
export default function ImportScreen({ id }: { id: Id }) {
  const { data, error, refetch } = useImport(id);
  if (error && !data) {
    const gone = asProblem(error).status === 404;
    return (
      <ErrorState
        title={gone ? t("There is no such import") : t("The import could not be loaded")}
        error={error}
        retry={gone ? undefined : () => void refetch()}
      />
    );
  }
  return data ? <ImportOf given={data} /> : <SkeletonRows />;
}

export interface StepProps {
  given: Import;
  steering: ReturnType<typeof useSteering>;
  go: (step: StepKey) => void;
}

function ImportOf({ given }: { given: Import }) {
  const object = useObject(given.object);
  const steering = useSteering(given.id);
  const [chosen, setChosen] = useState<StepKey>(given.state === "checked" ? "check" : "columns");
  const step = stepOf(given, chosen);
  const props: StepProps = { given, steering, go: setChosen };
  const name = object?.label_plural.toLowerCase() ?? given.object;
  return (
    <Page title={t("Import {{objects}} from {{file}}", { objects: name, file: given.file.name })}>
      <div className={classes.screen}>
        <Steps
          at={step}
          reach={given.state === "draft" || given.state === "checked" ? setChosen : undefined}
          checked={given.state === "checked"}
        />
        {step === "columns" && <ColumnsStep {...props} />}
        {step === "options" && <OptionsStep {...props} />}
        {step === "check" && <CheckStep {...props} />}
        {step === "result" && <ResultStep {...props} />}
      </div>
    </Page>
  );
}

/** Where the import stands; before the run one may also look back. */
function stepOf({ state, change_set }: Import, chosen: StepKey): StepKey {
  if (state === "checking") return "check";
  if (state === "draft") return chosen === "check" ? "options" : chosen;
  if (state === "checked") return chosen;
  if (state === "failed" && !change_set) return "check";
  return "result";
}
