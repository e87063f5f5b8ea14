"""What a clerk posts from the table page."""

from collections.abc import Iterable, Mapping

from django import forms
from django.db.models import TextChoices
from django.utils.functional import cached_property

from ..checks.explanations import Explanation, with_parts
from ..errors import Clash
from ..form.indicators import CELLS
from ..form.merging import Merged, Typed
from ..form.normaliser import (
    Figure,
    FigureError,
    read_figure,
    read_increment,
    reveal_hidden,
    unit_note,
)
from ..form.prose import plain_text
from ..models.drafting import HEAD
from .base import Base, text_of, without_decided
from .inclusions import input_name, read_answers
from .posted_explanations import read_explanations


class TableForm(forms.Form):
    """The whole table as typed, read cell by cell.

    `last` is called for what stood as the last period's figures when increments were typed, or when
    its explanations are to stand again; `asked` for the ended units that an answer is about.
    `offered` is what the page puts into inputs of which nothing is stored.

    A cell that is no figure is named in `problems` and keeps its stored figure; all others are
    taken. A name that was not posted keeps its stored figure too, so that half a request can never
    blank a table.
    """

    class Entry(TextChoices):
        """How the cells are meant: as cumulative figures, or as what is new since last period."""

        CUMULATIVE = "cumulative", "累计数"
        INCREMENT = "increment", "当期新增"

    version = forms.IntegerField(min_value=0)
    entry = forms.ChoiceField(choices=Entry, required=False)
    cut_off_on = forms.DateField(
        label="统计截止日",
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "统计截止日应写成 2021-06-25 这样的日期。"},
    )
    filled_by = forms.Field(label="填报人", required=False)
    reply = forms.Field(label="答复市局", required=False)

    def __init__(self, report, data, last, asked, offered):
        self.base, data = Base(data), without_decided(data)
        super().__init__(data)
        self.report, self._get_last, self._get_asked = report, last, asked
        self.offered: Mapping[str, object] = offered
        self.merged: Merged | None = None  # what saving came to
        self.typed = {name: data[name] for name in CELLS if name in data}

    def clean_filled_by(self) -> str:
        name = (self.cleaned_data["filled_by"] or "").strip(" \t\u3000")
        if reveal_hidden(name) != name:
            raise forms.ValidationError("填报人中夹有看不见的字符，请清空后重新键入姓名。")
        longest = self.report.LONGEST_NAME
        if len(name) > longest:
            raise forms.ValidationError(f"填报人最多 {longest} 个字，请只写姓名。")
        return name

    def clean_reply(self) -> str:
        text = plain_text(self.cleaned_data["reply"] or "")
        longest = self.report.LONGEST_REPLY
        if len(text) > longest:
            raise forms.ValidationError(f"答复有 {len(text)} 个字，最多 {longest} 个，请精简。")
        return text

    @property
    def has_table(self) -> bool:
        """Something of the table was posted, not only a confirmation."""
        has_head = any(name in self.data for name in HEAD) or self._has_answers
        explains = self._explaining.texts or self._explaining.problems
        return bool(self.typed or explains) or has_head

    @property
    def by_increment(self) -> bool:
        return self.data.get("entry") == self.Entry.INCREMENT

    @property
    def version_read(self) -> int:
        """The version the clerk was looking at; 0, which is never current, when not told."""
        return self._cleaned.get("version", 0)

    @property
    def problems(self) -> dict[str, str]:
        """A sentence for each input that could not be taken, by its name, in the page's order."""
        self._cleaned  # noqa: B018 - fills in self.errors
        fields = {name: self.errors[name][0] for name in HEAD if name in self.errors}
        answers = self._answering[1]
        return {**fields, **answers, **self._reading[1], **self._explaining.problems}

    @property
    def readings(self) -> dict[str, str]:
        """A sentence for each cell where it is worth saying how it was read, by its name."""
        read = {name: text for name, text in self.typed.items() if name not in self._reading[1]}
        notes = {name: unit_note(text, CELLS[name].indicator) for name, text in read.items()}
        return {name: note for name, note in notes.items() if note}

    def written(self, still: Iterable[str]) -> dict[str, Explanation]:
        """The explanations as they stand on the page: as stored, but for the inputs `still` typed."""
        texts = self._explaining.texts
        return with_parts(self.report.explained, {n: texts[n] for n in still if n in texts})

    @cached_property
    def values(self) -> dict[str, object]:
        """What was posted and could be read, by input name; None is blank."""
        read = self._cleaned
        head = {name: read[name] or None for name in HEAD if name in self.data and name in read}
        parts = {name: text or None for name, text in self._explaining.taken.items()}
        return {**self._reading[0], **head, **self._answering[0], **parts}

    @property
    def inputs(self) -> dict[str, Typed]:
        """The same by the names that they are stored under, with what each was changed from."""
        names = self._stored_names
        return {names.get(n, n): self._typed(n, value) for n, value in self.values.items()}

    def page_name(self, stored_name: str) -> str:
        """How the page calls an input of Report.inputs."""
        names = {stored: name for name, stored in self._stored_names.items()}
        return names.get(stored_name, stored_name)

    def save(self, *, by) -> None:
        """Store all that could be read and that nobody else has changed meanwhile.

        Raises Clash, with all else stored, where somebody has; another ReportError when the draft
        cannot be changed.
        """
        self.merged = self.report.save_inputs(self.inputs, by=by, version=self.version_read)
        if self.merged.clashing:
            raise Clash

    def unseen(self, stored: Mapping[str, str]) -> list[str]:
        """The inputs that hold something else than the page did, because somebody has saved since.

        `stored` is what is stored after saving (stored_texts).
        """
        posted = {name: text_of(name, value) for name, value in self.values.items()}
        said = {name: self.base.text(name) or "" for name in stored}
        held = {**said, **(self.base.whole or {}), **posted}
        return [name for name in held if held[name] != stored.get(name, "")]

    def _typed(self, name: str, value) -> Typed:
        was = self.base.value(name)
        return Typed(value, was, is_offered=was is None and value == self.offered.get(name))

    @cached_property
    def _stored_names(self) -> dict[str, str]:
        """Of answers: the page knows a unit by its code, the report by its id."""
        if not self._has_answers:
            return {}
        return {input_name(unit): f"included-{unit.pk}" for unit in self._get_asked()}

    @cached_property
    def _cleaned(self) -> dict:
        self.is_valid()
        return self.cleaned_data

    @cached_property
    def _reading(self) -> tuple[dict[str, Figure], dict[str, str]]:
        """The figures by cell, and a sentence for each cell that holds none."""
        read, problems = {}, {}
        for name, text in self.typed.items():
            try:
                read[name] = self._read(name, text)
            except FigureError as error:
                problems[name] = str(error)
        return read, problems

    def _read(self, name, text):
        indicator = CELLS[name].indicator
        if not self.by_increment:
            return read_figure(text, indicator)
        last = self._get_last()
        return read_increment(text, indicator, last and last.reported_figures[name])

    @property
    def _has_answers(self) -> bool:
        return any(name.startswith("included-") for name in self.data)

    @cached_property
    def _answering(self) -> tuple[dict[str, bool], dict[str, str]]:
        return read_answers(self.data, self._get_asked()) if self._has_answers else ({}, {})

    @cached_property
    def _explaining(self):
        return read_explanations(self.data, self._get_last)
