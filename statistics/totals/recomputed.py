"""Whether the record that a total is made of still is what its digests say, recomputed for all at once."""

from collections import defaultdict
from collections.abc import Iterator

from ..form.indicators import COLUMN_KEYS
from ..models import Edition, Inclusion, SubmittedRow
from ..models.as_submitted import kept_alterations
from ..models.columns import figures_of
from ..models.one_of import IsOneOf
from .consolidate import Consolidated, Member
from .counting import Counting

EDITIONS_AT_ONCE = 200  # in memory; each has its whole table as JSON


def not_as_kept(table: Consolidated) -> list[Member]:
    """Counted members of which an edition is lost, or it or the figures beside it were altered.

    Of the submission and of its approval; three queries for any number of units.
    """
    sound, altered = set(), set()
    for edition in _editions(table.counting):
        (altered if any(kept_alterations(edition)) else sound).add(edition.report_id)
    return [each for each in table.counted if each.counted_report_id not in sound - altered]


def _editions(counting: Counting) -> Iterator[Edition]:
    """Those of the counted submissions, one after the other, each with what is kept beside it."""
    counted = IsOneOf("submission", counting.reports.values(counting.pointer))
    rows = defaultdict(list)
    found = SubmittedRow.objects.filter(counted).order_by()
    for row in found.values_list("submission", "category", *COLUMN_KEYS, named=True).iterator():
        rows[row.submission].append(row)
    answers = defaultdict(dict)
    for each in Inclusion.objects.filter(counted).select_related("unit"):
        answers[each.submission_id][each.unit] = each.is_included
    editions = Edition.objects.filter(counted, event__in=Edition.COUNTING).order_by()
    for edition in editions.select_related("submission").iterator(chunk_size=EDITIONS_AT_ONCE):
        submission = edition.submission
        submission.figures = figures_of(submission, rows[submission.pk])
        submission.answers = answers[submission.pk]
        yield edition
