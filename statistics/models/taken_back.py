"""撤销退回: a mistaken return taken back, as long as the unit has not touched the table since."""

from django.db import models, transaction
from django.utils import timezone

from .edition import Edition, standing
from .requirements import optional_reason, require_as_returned, require_as_submitted
from .status import Status
from .steps import Steps

TAKEN_BACK_BY = {
    Edition.Event.RETURNED: (Edition.Event.UNRETURNED, Status.SUBMITTED),
    Edition.Event.REOPENED: (Edition.Event.UNREOPENED, Status.APPROVED),
}


class TakenBack(Steps):
    """The part of Report that knows whether a return can be taken back, and does it."""

    returned_version = models.PositiveIntegerField("退回时的修改次数", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_as_returned(self) -> bool:
        """Returned, and the unit has neither saved nor reported since: each write is a version."""
        return self.status == Status.RETURNED and self.version == self.returned_version

    @transaction.atomic
    def unreturn(self, *, by, edition, reason="", at=None) -> Edition:
        """The table is submitted or approved again, by the review that stood before the return.

        `edition` is the return, as the reviewer saw it; `reason` may be empty. Like approving this
        is possible after the lock: no figure changes. Raises NotAllowed, StaleEdition, or WrongState
        once the unit has saved, or when the figures are not those that were submitted.
        """
        self._lock_for_review(by, Status.RETURNED, "撤销退回", edition)
        require_as_returned(self)
        editions = list(self.editions.order_by("number"))
        event, self.status = TAKEN_BACK_BY[editions[-1].event]
        for name, value in review_before(editions).items():
            setattr(self, name, value)
        require_as_submitted(self, "撤销退回", "应")
        self.status_since = at or timezone.now()
        self._save()
        return self._record(event, by, self.status_since, reason=optional_reason(reason))


def review_before(editions: list[Edition]) -> dict:
    """A report's fields as the review before the last return had left them, by their names.

    `editions` are all of the report's, in order; the last one is the return.
    """
    earlier = standing(editions)[:-1]
    reviews = [each for each in earlier if each.event in Edition.REVIEWS]
    given_back = [each for each in earlier if each.event in Edition.GIVEN_BACK]
    submission = [each for each in earlier if each.event == Edition.Event.SUBMITTED][-1]
    last = reviews[-1] if reviews else None
    return {
        "reviewed_at": last and last.at,
        "reviewed_by_id": last and last.by_id,
        "review_reason": last.reason if last else "",
        "remarks": given_back[-1].remarked if given_back else [],
        "reply": submission.content.get("reply", ""),
        "returned_version": None,
    }
