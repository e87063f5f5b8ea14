"""A mistaken return taken back (撤销退回): what the table goes back to."""

from .edition import Edition, standing
from .status import Status

TAKEN_BACK_BY = {
    Edition.Event.RETURNED: (Edition.Event.UNRETURNED, Status.SUBMITTED),
    Edition.Event.REOPENED: (Edition.Event.UNREOPENED, Status.APPROVED),
}


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
        "remarks": given_back[-1].content.get("remarks", []) if given_back else [],
        "reply": submission.content.get("reply", ""),
        "returned_version": None,
    }
