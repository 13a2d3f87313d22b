"""The page behind a recipient's link: the alert as that recipient may know it, and a button. It needs no script, and
looking at it acknowledges nothing, so that whatever opens links to show what is behind them does no harm."""

from __future__ import annotations

from html import escape

from ..desk import Desk
from .keeping import acknowledged, of_token
from .listing import current
from .phrases import phrase
from .wording import compose

_RTL = ("ar",)


def shown(desk: Desk, token: str) -> str:
    """The page. Raises NotFound."""
    row = of_token(desk, token)
    alert = current(desk, row.alert, desk.audience(row.audience))
    told = compose(desk, alert, row.language)
    tag, done = told.language, row.recipient in acknowledged(desk, row.alert)
    over = alert.step in ("all_clear", "cancel")
    button = f'<form method="post"><button type="submit">{_e(phrase(tag, "acknowledge"))}</button></form>'
    below = f'<p role="status">✓ {_e(phrase(tag, "acknowledged"))}</p>' if done else "" if over else button
    if over:
        below = f"<p>{_e(phrase(tag, 'ended'))}</p>{below}"
    banner = f"<p><strong><mark>{_e(told.exercise)}</mark></strong></p>" if told.exercise else ""
    parts = "".join(f"<p>{_e(one)}</p>" for one in (told.description, told.instruction, told.until) if one)
    turn = "rtl" if tag in _RTL else "ltr"
    return (
        f'<!doctype html>\n<html lang="{_e(tag)}" dir="{turn}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{_e(told.subject)}</title></head><body>{banner}"
        f"<p>{_e(phrase(tag, str(alert.values.get('degree'))))}</p>"
        f"<h1>{_e(told.headline)}</h1>{parts}{below}{banner}</body></html>\n"
    )


def _e(text: str) -> str:
    return escape(text)
