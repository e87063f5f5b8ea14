"""What can be set of a relation: its level, and thresholds. Each reads, writes and shows its values."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..form.normaliser import EDGES, FULL_WIDTH, GROUPED, PLAIN, reveal_hidden, show


class Level(StrEnum):
    MANDATORY = "mandatory"  # 强制性审核: cannot be true, blocks submission
    EXPLAIN = "explain"  # 核实性审核: unusual, must be explained in writing
    HINT = "hint"  # 提示: never blocks

    @property
    def label(self) -> str:
        return {"mandatory": "强制性审核", "explain": "核实性审核", "hint": "提示"}[self]


class SettingError(ValueError):
    """A text that cannot be set; the message says what stands there, what may, and what to do."""


def quoted(text: str) -> str:
    """As a sentence names what was typed: short, with nothing invisible in it."""
    shown = reveal_hidden(text[:20]) + ("…" if len(text) > 20 else "")
    return f"“{shown}”"


@dataclass(frozen=True)
class LevelSetting:
    """How grave it is when the relation does not hold."""

    default: Level
    label = "级别"

    def read(self, text: str) -> Level:
        try:
            return Level(text)
        except ValueError:
            choices = "、".join(level.label for level in Level)
            stands = f"{quoted(text)}不是审核级别" if text else "没有选择级别"
            raise SettingError(f"{stands}，请从{choices}中选一个。") from None

    def write(self, value: Level) -> str:
        return value.value

    def show(self, value: Level) -> str:
        return value.label


@dataclass(frozen=True)
class Limit:
    """A threshold: a number with at most `places` decimals, from `least` to `most`."""

    label: str
    unit: str
    default: Decimal
    least: Decimal
    most: Decimal
    places: int = 0

    @property
    def range(self) -> str:
        kind = f"，最多 {self.places} 位小数" if self.places else "的整数"
        return f"{self.least} 至 {self.show(self.most)}{kind}"

    def read(self, text: str) -> Decimal:
        """Full-width digits and thousands separators are understood; nothing is rounded."""
        folded = text.translate(FULL_WIDTH).strip(EDGES)
        size = folded.removeprefix("-")
        plain = size.replace(",", "") if GROUPED.fullmatch(size) else size
        if not PLAIN.fullmatch(plain):
            raise self._refusal(folded, "不是数字")
        if folded.startswith("-") or not self.least <= Decimal(plain) <= self.most:
            raise self._refusal(folded, "超出范围")
        if len(plain.partition(".")[2].rstrip("0")) > self.places:
            raise self._refusal(
                folded, f"的小数超过 {self.places} 位" if self.places else "不是整数"
            )
        return Decimal(plain)

    def _refusal(self, text: str, what: str) -> SettingError:
        stands = f"{quoted(text)}{what}" if text else "没有填写"
        default = self.show(self.default)
        return SettingError(f"{stands}，应填 {self.range}。请改填；默认值是 {default}。")

    def write(self, value: Decimal) -> str:
        return show(value)

    def show(self, value: Decimal) -> str:
        return f"{show(value)}%" if self.unit == "%" else f"{show(value)} {self.unit}"
