"""What the city may set of each relation (审核关系): how grave it is, and its thresholds.

A campaign's form has rules of its own: whatever deviates from the defaults below (FORM.md). A
relation that the form declares 强制性审核 cannot be true when it fails, so nothing of it can be set.
A setting is named as its input is: M3-level, M3-per_case. Plain values, no models.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..errors import RulesRefused
from .limits import Level, LevelSetting, Limit, SettingError, quoted

Value = Level | Decimal


@dataclass(frozen=True)
class Rule:
    """One relation: what holds, in the clerk's words, and what can be set of it."""

    title: str
    level: Level
    limits: Mapping[str, Limit]

    @property
    def is_fixed(self) -> bool:
        return self.level is Level.MANDATORY

    @property
    def settings(self) -> dict[str, LevelSetting | Limit]:
        return {} if self.is_fixed else {"level": LevelSetting(self.level), **self.limits}


def _limit(label: str, unit: str, default: int, least: int, most: int, places: int = 0) -> Limit:
    return Limit(label, unit, Decimal(default), Decimal(least), Decimal(most), places)


def _rule(title: str, level: Level = Level.EXPLAIN, **limits: Limit) -> Rule:
    return Rule(title, level, limits)


def _fixed(title: str) -> Rule:
    return Rule(title, Level.MANDATORY, {})


# By id, in the order of FORM.md; what must hold of the table's head, and of a workbook, comes last.
RULES = {
    "A1": _fixed("实体经济执法行动不超过开展执法行动"),
    "A2": _fixed("实体经济出动执法人员不超过出动执法人员"),
    "A3": _rule("有执法行动就有执法人员，有执法人员就有执法行动"),
    "A4": _rule(
        "出动执法人员与开展执法行动次数相称",
        per_action=_limit("人次不少于行动次数的", "倍", 2, 1, 10, places=1),
    ),
    "A5": _rule("有实体经济执法行动或重点实体经济市场案件时，市场数量大于 0"),
    "A6": _rule(
        "市场数量与上期相近", Level.HINT, change=_limit("变动不超过上期的", "%", 30, 1, 200)
    ),
    "B1": _rule("电商领域案件不超过立案"),
    "B2": _rule("重点实体经济市场案件不超过立案"),
    "B3": _rule("农村市场案件不超过立案"),
    "B4": _rule("外商投资企业被侵权案件不超过立案"),
    "B6": _fixed("挽回外商投资企业经济损失不超过挽回经济损失"),
    "B7": _rule("有挽回外商投资企业经济损失时，外商投资企业被侵权案件大于 0"),
    "D1": _rule("结案不超过立案"),
    "D2": _rule("移送司法机关案件不超过立案"),
    "D3": _rule("立案、结案为 0 时，三项金额为 0"),
    "D4": _rule("有立案时，涉案金额大于 0"),
    "D5": _rule("有立案时，开展执法行动大于 0"),
    "M1": _rule("罚没款金额不超过涉案金额"),
    "M2": _rule(  # five times the turnover and what was earned, or 250,000 yuan a case
        "罚没款金额不超过法定的上限",
        per_value=_limit("不超过涉案金额的", "倍", 6, 1, 100, places=1),
        per_case=_limit("再加每案", "万元", 25, 0, 1000, places=2),
    ),
    "M3": _rule(  # published averages are 0.9 to 3.7
        "涉案金额、罚没款金额与案件数相称",
        per_case=_limit("每案不超过", "万元", 50, 1, 10000, places=2),
    ),
    "M4": _rule(
        "挽回经济损失与涉案金额相称",
        per_value=_limit("不超过涉案金额的", "倍", 10, 1, 1000, places=1),
    ),
    "Q1": _rule("累计数不少于上期"),
    "Q3": _rule(
        "新增立案与此前各期相近",
        Level.HINT,
        times=_limit("不超过此前各期平均新增的", "倍", 5, 1, 100, places=1),
        cases=_limit("或者不超过", "件", 10, 0, 10000),
    ),
    "Q4": _rule("不与上期完全相同"),
    "Q5": _rule("以后各期的累计数不少于本期"),
    "S1": _fixed("导入的工作簿中，合计等于各行之和"),
    "T1": _fixed("统计截止日在本季度内"),
    "T2": _fixed("填写了填报人"),
    "T3": _rule(
        "报送时统计截止日已到或临近",
        Level.HINT,
        days=_limit("不晚于报送当日之后", "天", 7, 0, 92),
    ),
}
SETTINGS = {
    f"{check}-{name}": setting
    for check, rule in RULES.items()
    for name, setting in rule.settings.items()
}


@dataclass(frozen=True)
class Difference:
    """A setting that is not the same in two rules; old and new as people read them."""

    check: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Rules:
    """The levels and limits in force; `changed` holds those that deviate from the defaults."""

    changed: Mapping[str, Value]
    version: int = 1

    def __getitem__(self, name: str) -> Value:
        return self.changed[name] if name in self.changed else SETTINGS[name].default

    def level(self, check: str) -> Level:
        rule = RULES[check]
        return rule.level if rule.is_fixed else self[f"{check}-level"]

    def limit(self, check: str, name: str) -> Decimal:
        return self[f"{check}-{name}"]

    def limits(self, check: str) -> dict[str, Decimal]:
        """All of a relation's, by name."""
        return {name: self.limit(check, name) for name in RULES[check].limits}

    @property
    def stored(self) -> dict[str, str]:
        """The deviations in plain JSON values; the inverse of of()."""
        return {name: SETTINGS[name].write(value) for name, value in self.changed.items()}

    @property
    def texts(self) -> dict[str, str]:
        """Every setting as it stands in its input; the inverse of read()."""
        return {name: setting.write(self[name]) for name, setting in SETTINGS.items()}

    def differences(self, old: "Rules") -> list[Difference]:
        """What has been changed since `old`, in the order of the form."""
        return [
            Difference(name.partition("-")[0], one.label, one.show(old[name]), one.show(self[name]))
            for name, one in SETTINGS.items()
            if self[name] != old[name]
        ]

    @classmethod
    def of(cls, stored: object, version: int = 1) -> "Rules":
        """From what is stored; what cannot be set, or no longer so, counts as never set."""
        texts = stored if isinstance(stored, dict) else {}
        values, _ = _read({name: text for name, text in texts.items() if isinstance(text, str)})
        return cls(_deviations(values), version)

    @classmethod
    def read(cls, texts: Mapping[str, str], version: int = 1) -> "Rules":
        """From what was typed; a setting that is left out has its default.

        Raises RulesRefused with a sentence for every setting that cannot be so.
        """
        values, problems = _read(texts)
        if problems:
            raise RulesRefused(
                f"有 {len(problems)} 项不能这样设置，请改正后再保存。", problems=problems
            )
        return cls(_deviations(values), version)


def _read(texts: Mapping[str, str]) -> tuple[dict[str, Value], dict[str, str]]:
    """Values and problems, by name."""
    values, problems = {}, {}
    for name, text in texts.items():
        try:
            values[name] = _setting(name).read(text)
        except SettingError as error:
            problems[name] = str(error)
    return values, problems


def _setting(name: str) -> LevelSetting | Limit:
    if name in SETTINGS:
        return SETTINGS[name]
    check = name.partition("-")[0]
    if check in RULES and RULES[check].is_fixed:
        raise SettingError(f"{check} 不成立就不可能属实，固定为强制性审核，不能设置。")
    raise SettingError(f"没有{quoted(name)}这项设置，请重新打开本页再试。")


def _deviations(values: Mapping[str, Value]) -> dict[str, Value]:
    """Only what is not the default, in the order of the form."""
    return {
        name: values[name]
        for name, setting in SETTINGS.items()
        if name in values and values[name] != setting.default
    }


DEFAULT = Rules({})
