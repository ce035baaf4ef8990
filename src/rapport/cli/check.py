"""`rapport check`."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Annotated

from typer import Exit, Option

from rapport.accounts.audit.anchors import unreachable
from rapport.accounts.second_factor import unreadable_factors
from rapport.platform.checks import Finding, findings
from rapport.platform.postgres.embedded import running
from rapport.platform.settings import current
from rapport.records.counters import disagreements, missing, rebuild


def run(
    *,
    rebuild_counters: Annotated[
        bool,
        Option("--rebuild-counters", help="Count anew what the counters say wrongly; everybody may go on working."),
    ] = False,
) -> None:
    """Look at settings, database, roles, tables, keys and counters; the exit status is 0 only when all is right."""
    settings = current()
    wrong = 0
    with running(settings.data_dir) if settings.embedded else nullcontext():
        for finding in findings(settings):
            wrong += told(finding)
        if not wrong:
            for finding in (factor_finding(), anchor_finding(), *counter_findings(mending=rebuild_counters)):
                wrong += told(finding)
    if wrong:
        raise Exit(1)


def told(finding: Finding) -> int:
    """One line, and how many problems it names."""
    print(f"{'no ' if finding.problem else 'yes'}  {finding.name}{finding.problem and ': '}{finding.problem}")
    return bool(finding.problem)


def factor_finding() -> Finding:
    """Whether second factors can be read: after a restore elsewhere the key that sealed them may be missing."""
    lost = unreadable_factors()
    help_ = (
        f"{lost} cannot. Set RAPPORT_ENCRYPTION_KEYS to the key they were sealed with, or bring back encryption-key."
    )
    return Finding("Second factors can be read", help_ if lost else "")


def anchor_finding() -> Finding:
    """Whether the places outside the database that note how far the audit log has come can be reached."""
    lost = unreachable()
    help_ = f"{'; '.join(lost)}. Look at RAPPORT_BUCKET_URL; what is missing there is noted as soon as it answers."
    return Finding("Audit anchors can be reached", help_ if lost else "")


def counter_findings(*, mending: bool) -> Iterator[Finding]:
    """Whether the counters say what the records say; with `mending` what is missing or wrong is counted anew."""
    found = dict.fromkeys(missing(), "are not made yet")
    found |= {(workspace_id, key): f"are wrong in {n} places" for workspace_id, key, n in disagreements()}
    for (workspace_id, object_key), problem in found.items():
        whose = f"the object {object_key} in the workspace {workspace_id}"
        if mending:
            rebuild(workspace_id, object_key)
            yield Finding(f"The counters of {whose} were made anew", "")
        else:
            sentence = f"Those of {whose} {problem}. Run: rapport check --rebuild-counters"
            yield Finding("Counters agree with the records", sentence)
    if mending or not found:
        yield Finding("Counters agree with the records", "")
