"""The official table as a workbook would make it, beside the draft as it is."""

from dataclasses import replace

from ..checks.evaluate import blocking
from ..checks.limits import Level
from ..entry.sheet import Effect, Sheet, SheetCell, prepare
from ..form.figures import Figures
from ..form.indicators import CELLS
from ..form.normaliser import reveal_hidden, show
from .offer import Offer

LONGEST = 20  # characters of a text that is no figure; the sentence below the table has it too


def untaken(offer: Offer) -> list[str]:
    """Names of the cells that keep the draft's figure, because the workbook's is in doubt."""
    return [name for name in CELLS if name not in offer.reading.figures]


def preview(offer: Offer, *, filled_by: str) -> Sheet:
    """The table after `offer`; each cell also says what the draft holds and what becomes of it.

    Where something is not taken, there stands what the workbook has. `filled_by` as in
    Offer.findings().
    """
    sheet = prepare(offer.figures, findings=blocking(offer.findings(filled_by=filled_by)))
    draft, after = _texts(offer.report.figures), _texts(offer.figures)
    typed = offer.reading.typed | _doubtful_totals(offer)
    in_doubt = {*untaken(offer), *_doubtful_totals(offer)}

    def mark(cell: SheetCell) -> SheetCell:
        now, then = draft[cell.name], after[cell.name]
        if cell.name in in_doubt:
            return _keep(cell, now, typed.get(cell.name, ""))
        effect = _effect(now, then)
        return replace(cell, draft=now if now or effect else None, effect=effect)

    return replace(
        sheet,
        actions=[mark(cell) for cell in sheet.actions],
        rows=[replace(row, cells=[mark(cell) for cell in row.cells]) for row in sheet.rows],
        totals=[_total(mark(cell)) for cell in sheet.totals],
    )


def _doubtful_totals(offer: Offer) -> dict[str, str]:
    """What stands in the cells of 合计 that are wrong or no figure."""
    errors = offer.reading.errors
    return {error.name: error.found for error in errors if error.name.startswith("total-")}


def _keep(cell: SheetCell, now: str, found: str) -> SheetCell:
    shown = reveal_hidden(found)
    text = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    return replace(cell, text=text, draft=now, level=Level.MANDATORY.value, effect=Effect.KEPT)


def _total(cell: SheetCell) -> SheetCell:
    """A sum follows its column: only where the workbook has another one is that worth a mark."""
    if cell.effect is Effect.KEPT:
        return cell
    return replace(cell, draft=cell.draft if cell.effect else None, effect=None)


def _effect(now: str, then: str) -> Effect | None:
    if now == then:
        return None
    if not then:
        return Effect.CLEARED
    return Effect.CHANGED if now else Effect.FILLED


def _texts(figures: Figures) -> dict[str, str]:
    """Figures and totals as people write them, by the names of their cells."""
    totals = {f"total-{key}": show(total) for key, total in figures.totals.items()}
    return figures.as_text() | totals
