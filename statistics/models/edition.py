"""Editions: what stood in a report each time its state changed, kept for good."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC

from django.conf import settings
from django.db import models
from django.db.models import OuterRef

from units.models import ReportingUnit

from ..checks.explanations import Explanation
from ..checks.remarks import Remark
from ..form.figures import Figures
from ..form.indicators import CELLS
from ..form.normaliser import show
from .inclusion import said
from .submission import Submission


@dataclass(frozen=True)
class Change:
    """A cell that holds something else than in the edition before; blank is ""."""

    cell: str
    label: str
    old: str
    new: str


class EditionQuerySet(models.QuerySet):
    """Editions are added and read, nothing else."""

    def update(self, **values):
        raise TypeError("editions are never changed")

    def delete(self):
        raise TypeError("editions are never deleted")

    def submitted(self):
        return self.filter(event=Edition.Event.SUBMITTED)

    def with_changes(self) -> list["Edition"]:
        """One report's editions, newest first, each with `changes` against the one before it.

        The first has None: there is nothing to compare it with.
        """
        editions = list(
            self.select_related("by", "source__taken_by")
            .defer("source__content")
            .order_by("number")
        )
        for before, edition in zip([None, *editions], editions, strict=False):
            edition.changes = before and changes(before.figures, edition.figures)
        return editions[::-1]


def standing(editions: Iterable["Edition"]) -> list["Edition"]:
    """One report's editions without the returns that were taken back, and the taking back.

    Nothing comes between the two: the number of the one follows the other's.
    """
    taking_back = {each.number for each in editions if each.event in Edition.TAKES_BACK}
    gone = taking_back | {number - 1 for number in taking_back}
    return [each for each in editions if each.number not in gone]


def changes(old: Figures, new: Figures) -> list[Change]:
    """What differs between two tables, in the order of the form."""
    return [
        Change(name, CELLS[name].label, show(old[name]), show(new[name]))
        for name in new.differences(old)
    ]


class Edition(models.Model):
    """报送版本: what a report said at one event, and the event, each with its SHA-256 digest.

    `content` is what was reported: the same, and so `digest`, from a submission to all that is
    decided on it. `event_digest` covers the event over it: number, event, time, the account and the
    name as they were, reason, acceptances and remarks.
    """

    class Event(models.TextChoices):
        SUBMITTED = "submitted", "报送"
        WITHDRAWN = "withdrawn", "撤回"
        RETURNED = "returned", "退回"
        APPROVED = "approved", "审核通过"
        REOPENED = "reopened", "退回更正"
        CONFIRMED = "confirmed", "复核无误"  # see after_correction.py; the state stays
        UNRETURNED = "unreturned", "撤销退回"
        UNREOPENED = "unreopened", "撤销退回更正"

    COUNTING = {Event.SUBMITTED, Event.APPROVED}  # what totals count is of one of these
    GIVEN_BACK = {Event.RETURNED, Event.REOPENED}
    REVIEWS = {Event.APPROVED, Event.RETURNED, Event.REOPENED}
    TAKES_BACK = {Event.UNRETURNED, Event.UNREOPENED}

    report = models.ForeignKey(
        "statistics.Report", models.PROTECT, related_name="editions", verbose_name="统计表"
    )
    number = models.PositiveIntegerField("版本号")
    event = models.CharField("事件", max_length=10, choices=Event)
    content = models.JSONField("内容")
    digest = models.CharField("摘要（SHA-256）", max_length=64)
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="editions", verbose_name="报送"
    )
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人"
    )
    by_account = models.CharField("操作账户（当时）", max_length=150)
    by_name = models.CharField("操作人姓名（当时）", max_length=150)
    reason = models.CharField("原因", max_length=500, blank=True)
    remarked = models.JSONField("批注", default=list, blank=True)
    # Of an approval: the keys of the explanations that were accepted.
    accepted = models.JSONField("认可的情况说明", default=list, blank=True)
    source = models.ForeignKey(
        "statistics.SourceWorkbook",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="来源工作簿",
    )
    event_digest = models.CharField("事件摘要（SHA-256）", max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送版本"
        ordering = ["report_id", "number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="edition_number_unique")
        ]

    def __str__(self):
        return f"第{self.number}版 {self.get_event_display()}"

    def save(self, *args, **options):
        if self.pk is not None:
            raise TypeError("editions are never changed")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise TypeError("editions are never deleted")

    @classmethod
    def of_submission(cls, pointer: str):
        """For a subquery: the submission's own edition or that of its approval, the latest first.

        `pointer` is the outer row's field that names the submission.
        """
        counting = cls.objects.filter(submission=OuterRef(pointer), event__in=cls.COUNTING)
        return counting.order_by("-number")

    @property
    def receipt_number(self) -> str:
        """回执编号: 411602-2021-2-1, by unit, year, quarter and edition."""
        parts = (self.content[key] for key in ("unit", "year", "quarter"))
        return "-".join(map(str, [*parts, self.number]))

    @property
    def is_intact(self) -> bool:
        """Recomputed: the content is what its digest says. What was altered may hold anything."""
        return digest_of(self.content) == self.digest

    @property
    def unit_name(self) -> str:
        """The unit's name as it was; before it was kept, as it is."""
        return self.content.get("unit_name") or self.report.unit.name

    @property
    def of_submitting(self) -> "Edition | None":
        """The edition with which the same was submitted: itself, or a query; None if it is lost."""
        if self.event == self.Event.SUBMITTED:
            return self
        return type(self).objects.submitted().filter(submission=self.submission_id).first()

    @property
    def figures(self) -> Figures:
        return Figures.from_text(self.content["figures"])

    @property
    def explained(self) -> list[Explanation]:
        """The explanations that were submitted with the figures; an approval's name who accepted."""
        kept = self.content.get("explanations", {})
        return [
            replace(Explanation.from_json(each), accepted_by=self._accepted_by(key))
            for key, each in kept.items()
        ]

    @property
    def inclusions(self) -> list[str]:
        """What was answered of units that ended, by their names of the time."""
        answers = self.content.get("included", {}).values()
        return [said(each["name"], each["included"]) for each in answers]

    def _accepted_by(self, key: str) -> str:
        return self.by_name if key in self.accepted else ""

    @property
    def remarks(self) -> list[Remark]:
        """What the city remarked at single cells when it gave the table back."""
        return [Remark(**each) for each in self.remarked]

    @property
    def who(self) -> str:
        """The person and the account as they were."""
        return (
            self.by_name
            if self.by_name == self.by_account
            else f"{self.by_name}（{self.by_account}）"
        )

    @property
    def event_content(self) -> dict:
        """All that `event_digest` is of, in plain JSON values."""
        return {
            "number": self.number,
            "event": self.event,
            "at": self.at.astimezone(UTC).isoformat(),
            "account": self.by_account,
            "name": self.by_name,
            "reason": self.reason,
            "accepted": self.accepted,
            "remarks": self.remarked,
            "content": self.digest,
        }


def content_of(report) -> dict:
    """What an edition keeps of a report that is submitted, in plain JSON values.

    Names, due day and rules are copies: what is changed later changes nothing of it. Nothing of the
    event itself: what is approved has the digest of what was submitted.
    """
    return {
        "unit": report.unit.code,
        "unit_name": report.unit.name,
        "year": report.period.year,
        "quarter": report.period.quarter,
        "cut_off_on": report.cut_off_on.isoformat() if report.cut_off_on else "",
        "filled_by": report.filled_by,
        "zero_report": report.is_zero_report,
        "blank_as_zero": report.blank_as_zero,
        "due_on": report.due_on.isoformat(),
        "rules": report.rules.version,
        "figures": report.figures.as_text(),
        **_inclusions(report),
        **_origin(report),
        **_words(report),
    }


def _inclusions(report) -> dict:
    """Whether it has the figures of units that ended, by their codes; left out where none was asked."""
    if not report.answered:
        return {}
    units = ReportingUnit.objects.in_bulk(report.answered)
    return {
        "included": {
            units[pk].code: {"name": units[pk].name, "included": is_included}
            for pk, is_included in report.answered.items()
        }
    }


def _origin(report) -> dict:
    """The workbook that the figures came from; left out, as ever, for those that were typed."""
    if report.source is None:
        return {}
    return {"workbook": report.source_sha256, "on_behalf_by": report.on_behalf_by}


def _words(report) -> dict:
    """What was written beside the figures; left out where nothing was."""
    words = {"explanations": report.explanations, "reply": report.reply}
    return {key: value for key, value in words.items() if value}


def restated(content: dict) -> tuple:
    """What a unit states in a table, and could restate when it was given back."""
    explained = {
        key: tuple(each.get(part, "") for part in ("reason", "text", "right"))
        for key, each in content.get("explanations", {}).items()
    }
    included = {code: each["included"] for code, each in content.get("included", {}).items()}
    return content["figures"], content["cut_off_on"], content["filled_by"], explained, included


def digest_of(content: dict) -> str:
    """SHA-256 over the canonical JSON: sorted keys, no spaces, UTF-8. As 64 hex digits."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
