"""How a sentence calls an input of the table page, and what an explanation is about."""

from collections.abc import Iterable

from ..form.indicators import CELLS, COLUMNS, TOTAL_LABEL

HEAD_LABELS = {"cut_off_on": "统计截止日", "filled_by": "填报人", "reply": "答复市局"}


def label_keys(keys: Iterable[str]) -> list[str]:
    """How that is called which explanations with these keys are about."""
    return [_label_key(*key.partition("-")[::2]) for key in keys]


def _label_key(check: str, name: str) -> str:
    if check == "Q4":
        return "全表"
    columns = {f"total-{column.key}": f"{TOTAL_LABEL} · {column.name}" for column in COLUMNS}
    return CELLS[name].label if name in CELLS else (columns | HEAD_LABELS)[name]
