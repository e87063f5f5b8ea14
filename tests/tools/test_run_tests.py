"""The last line of `make test`: what was not run, and why."""

from tools.run_tests import not_run


def test_nothing_was_left_out(tmp_path):
    notes = tmp_path / "notes"
    notes.touch()
    assert not_run(notes) == ""


def test_each_reason_with_its_number(tmp_path):
    notes = tmp_path / "notes"
    notes.write_text("no office\nno paper\nno office\n")
    assert not_run(notes) == "NOT RUN: 3 tests, 2 for this: no office; 1 for this: no paper"
