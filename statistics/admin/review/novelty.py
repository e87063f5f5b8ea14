"""What is new in a submitted table since the city last decided on it, in a few words."""

from django.db.models import Prefetch

from ...models import Edition, Report
from ...models.edition import standing

EDITIONS = Prefetch(
    "editions", Edition.objects.only("report", "number", "event", "content").order_by("number")
)


def novelty(report: Report) -> str:
    """首次报送, 3 格有改动 or 没有改动; "" for a table that is not with the city.

    Reads the prefetched EDITIONS and compares their canonical texts.
    """
    if not report.is_with_city:
        return ""
    editions = standing(report.editions.all())
    submitted = [edition for edition in editions if edition.event == Edition.Event.SUBMITTED][-1]
    reviews = [edition for edition in editions if _was_reviewed_before(edition, submitted)]
    if not reviews:
        return "首次报送"
    count = _count_changes(reviews[-1], submitted)
    return f"{count} 格有改动" if count else "没有改动"


def _was_reviewed_before(edition, submitted):
    return edition.event in Edition.REVIEWS and edition.number < submitted.number


def _count_changes(old, new):
    before, after = old.content["figures"], new.content["figures"]
    return sum(before[name] != text for name, text in after.items())
