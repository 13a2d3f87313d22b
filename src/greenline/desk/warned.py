"""What acts on warnings must rest on: whoever issues one has the role its rule names, what was foreseen stays as it
was, and an outcome fits what was decided."""

from __future__ import annotations

from collections.abc import Callable

from ..core.errors import Issue
from .judgement import Judged

OWN = "person"  # the rule of a warning that a person proposed by themselves
OUTCOMES = {
    "issued": ("hit", "false_alarm", "unknown"),
    "closed": ("hit", "false_alarm", "unknown"),
    "declined": ("miss", "quiet", "unknown"),
    "lapsed": ("miss", "quiet", "unknown"),
    "missed": ("miss",),
}
_LATER = ("account", "alert", "outcome", "came", "came_by")  # what may be added to what was foreseen
_CAME = ("hit", "miss")


def by_its_approver(judged: Judged) -> list[Issue]:
    """A rule names the role that issues or declines its warnings."""
    role = judged.flat.get("approver")
    if judged.step not in ("issue", "decline") or not role or role in judged.roles:
        return []
    words = f"The rule {judged.flat.get('rule')} names who decides on its warnings: the role {role}."
    return [Issue("approver", "another_role", words)]


def as_foreseen(judged: Judged) -> list[Issue]:
    """Nobody rewrites a forecast afterwards."""
    if not judged.before:
        return []
    paths = {path for path in (*judged.flat, *judged.before) if judged.flat.get(path) != judged.before.get(path)}
    changed = sorted({path.partition(".")[0].partition("[")[0] for path in paths} - set(_LATER))
    words = "What was foreseen stays as it was; say in the account what is wrong with it."
    return [Issue(name, "as_foreseen", words) for name in changed]


def outcome_fits(judged: Judged) -> list[Issue]:
    """What came of a warning fits what was decided, and what came names its incidents."""
    outcome = judged.flat.get("outcome")
    if outcome is None:
        return []
    allowed = OUTCOMES.get(judged.state, ())
    issues = []
    if outcome not in allowed:
        told = f"one of {', '.join(allowed)}" if allowed else "none yet"
        issues.append(Issue("outcome", "not_this", f"A warning that is {judged.state} has as outcome {told}."))
    if outcome in _CAME and not judged.flat.get("came_by"):
        issues.append(Issue("came_by", "missing", "Name the incidents that came."))
    return issues


WARNED: dict[str, tuple[Callable[[Judged], list[Issue]], ...]] = {
    "warning": (by_its_approver, as_foreseen, outcome_fits),
}
