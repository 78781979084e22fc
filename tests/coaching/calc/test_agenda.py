"""An agenda as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.calc.agenda import NoAgenda, Part, minutes_in_all, read_agenda, written


@pytest.mark.parametrize(
    "line, part",
    [
        ("10 Patient story", Part("Patient story", 10)),
        ("5 min: Last week’s actions", Part("Last week’s actions", 5)),
        ("PDSA, 20 minutes", Part("PDSA", 20)),
        ("Ward 4 handover (15)", Part("Ward 4 handover", 15)),
        ("Next step", Part("Next step")),
    ],
)
def test_the_minutes_stand_before_or_behind_or_nowhere(line, part):
    assert read_agenda(f"\n  {line}  \n") == [part]


def test_its_minutes_are_added_up():
    assert minutes_in_all(read_agenda("10 Story\nActions 5\nNext step")) == 15


@pytest.mark.parametrize("text", ["300 Too long", "0 Nothing", "x" * 101, "a\n" * 16])
def test_what_cannot_be_an_agenda_is_said(text):
    with pytest.raises(NoAgenda):
        read_agenda(text)


@given(
    st.lists(
        st.builds(Part, st.from_regex(r"[A-Z][a-z]{0,20}", fullmatch=True), st.none() | st.integers(1, 240)),
        max_size=15,
    )
)
def test_written_and_read_again_it_is_the_same(parts):
    assert read_agenda(written(parts)) == parts
