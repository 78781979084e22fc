"""Random histories: entries, targets and whole trusts, on few days so that things meet on one day."""

import datetime as dt

from hypothesis import strategies as st

from curriculum.calc.audience import AudienceRule, Nomination, PostStretch
from curriculum.calc.days import interval
from curriculum.calc.dose import Assessment, Entry, LevelDose, Practice, Target
from curriculum.calc.facts import Absence, Exemption, Facts, LevelVersion, UnitPlace, Version

SKILLS = (1, 2)
LEVELS = (1, 2)
PEOPLE = (1, 2)
ROOT, LEFT, RIGHT, LEAF = 10, 11, 12, 13
UNITS = (ROOT, LEFT, RIGHT, LEAF)
PRACTICES = ("COACHING", "VISIT")

FIRST = dt.date(2024, 1, 15)
CROWDED = [dt.date(2024, 1, 29), dt.date(2024, 1, 31), dt.date(2024, 2, 28), dt.date(2024, 2, 29), dt.date(2024, 3, 1)]

some_days = st.one_of(st.sampled_from(CROWDED), st.integers(0, 90).map(lambda number: FIRST + dt.timedelta(number)))
maybe = st.none()


@st.composite
def spans(draw, *, ends=maybe | some_days):
    since, until = draw(some_days), draw(ends)
    if until is not None and until <= since:
        since, until = until, since
    return interval(since, until if until != since else since + dt.timedelta(1))


@st.composite
def histories(draw, skills=SKILLS):
    """The ledger of one person: entries, some of them voided by a later row."""
    entries = []
    for number in range(draw(st.integers(0, 8))):
        practice = draw(st.sampled_from(("", "", *PRACTICES)))
        assessment = draw(st.sampled_from(("", "", "", *Assessment)))
        entries.append(
            Entry(
                id=number,
                skill=draw(st.sampled_from(skills)),
                depth=draw(st.integers(1, 4)),
                day=draw(some_days),
                minutes=draw(st.sampled_from((0, 5, 10, 20))),
                practice=practice,
                count=draw(st.integers(1, 2)) if practice else 0,
                assessment=str(assessment),
                expires=draw(maybe | some_days) if assessment == Assessment.CREDENTIAL else None,
            )
        )
    voided = draw(st.lists(st.sampled_from(entries), unique_by=lambda entry: entry.id, max_size=2)) if entries else []
    voids = [
        Entry(id=100 + one.id, skill=one.skill, depth=one.depth, day=draw(some_days), voids=one.id) for one in voided
    ]
    return tuple(draw(st.permutations([*entries, *voids])))


@st.composite
def targets(draw, skill=SKILLS[0]):
    depth = draw(st.integers(1, 4))
    renewal = draw(st.sampled_from(("", "minutes", "practices")))
    return Target(
        skill=skill,
        depth=depth,
        essential=draw(st.booleans()),
        minutes=draw(st.sampled_from((None, 10, 20))),
        valid_months=draw(st.sampled_from((None, 1, 1, 2))),
        renewal_minutes=draw(st.sampled_from((5, 10, 30))) if renewal == "minutes" else None,
        renewal_practices=draw(st.integers(1, 2)) if renewal == "practices" else None,
        renewal_grace_days=draw(st.sampled_from((0, 0, 1, 14))),
        counts_from=draw(maybe | st.integers(1, depth)),
    )


@st.composite
def doses(draw):
    first, second = draw(targets(skill=1)), draw(maybe | targets(skill=2))
    return LevelDose(
        targets=tuple(target for target in (first, second) if target),
        taught_minutes=draw(st.sampled_from((0, 0, 10, 25))),
        practices=tuple(
            Practice(kind, draw(st.integers(1, 2)), draw(st.sampled_from((None, 1))))
            for kind in draw(st.lists(st.sampled_from(PRACTICES), unique=True, max_size=1))
        ),
        grace_days=draw(st.sampled_from((0, 3, 20))),
        away_after_days=draw(st.sampled_from((0, 5))),
    )


facets = st.sampled_from(("A", "B"))
a_few = st.sampled_from((frozenset(), frozenset(), frozenset({"A"}), frozenset({"A", "B"})))


@st.composite
def rules(draw):
    return AudienceRule(
        kinds=draw(st.sampled_from((frozenset(), frozenset({"BANK"}), frozenset({"BANK", "SUBSTANTIVE"})))),
        bands=draw(a_few),
        staff_groups=draw(a_few),
        units=draw(st.sampled_from((frozenset(), frozenset(), frozenset({LEFT}), frozenset({LEAF, RIGHT})))),
    )


@st.composite
def versions(draw):
    begins = draw(st.lists(some_days, unique=True, min_size=1, max_size=3))
    made = []
    for since in begins:
        levels = draw(st.lists(st.sampled_from(LEVELS), unique=True, min_size=1, max_size=2))
        audiences = st.lists(rules(), max_size=2).map(lambda found: (AudienceRule(), *found)[len(found) > 0 :])
        made.append(
            Version(
                since=since, levels={level: LevelVersion(tuple(draw(audiences)), draw(doses())) for level in levels}
            )
        )
    return tuple(made)


@st.composite
def posts(draw, number, person):
    """The stretches of one post; most abut, and some end for good on a crowded day."""
    edges = sorted(draw(st.lists(some_days, unique=True, min_size=1, max_size=3)))
    untils = [*edges[1:], draw(maybe | st.just(edges[-1] + dt.timedelta(20)))]
    return [
        PostStretch(
            post=number,
            person=person,
            unit=draw(st.sampled_from(UNITS)),
            during=interval(since, until),
            kind=draw(st.sampled_from(("SUBSTANTIVE", "SUBSTANTIVE", "BANK"))),
            staff_group=draw(facets),
            band=draw(facets),
            fte=draw(st.sampled_from((None, 0, 500, 1000))),
        )
        for since, until in zip(edges, untils, strict=True)
        if draw(st.booleans()) or len(edges) < 3
    ]


@st.composite
def trees(draw):
    """The leaf moves to and fro between its parents, may be nowhere in between, and may come to an end."""
    edges = sorted(draw(st.lists(some_days, unique=True, max_size=2)))
    begins, ends = [dt.date(2023, 1, 1), *edges], [*edges, draw(maybe | st.just(dt.date(2024, 4, 1)))]
    if ends[-1] is not None and ends[-1] <= begins[-1]:
        ends[-1] = None
    leaf = [
        UnitPlace(LEAF, draw(st.sampled_from((LEFT, RIGHT, ROOT))), interval(since, until))
        for since, until in zip(begins, ends, strict=True)
        if draw(st.integers(0, 3))
    ]
    whole = interval(dt.date(2023, 1, 1))
    return (UnitPlace(ROOT, None, whole), UnitPlace(LEFT, ROOT, whole), UnitPlace(RIGHT, ROOT, whole), *leaf)


@st.composite
def trusts(draw):
    people = st.sampled_from(PEOPLE)
    stretches = [one for number in range(3) for one in draw(posts(number, draw(people)))]
    owners = {stretch.post: stretch.person for stretch in stretches}
    nominations = []
    for _ in range(draw(st.integers(0, 1))):
        post = draw(st.sampled_from((None, *owners)))
        unit = None if post is not None else draw(st.sampled_from(UNITS))
        person = owners[post] if post is not None else draw(people)
        nominations.append(Nomination(person, draw(st.sampled_from(LEVELS)), draw(spans()), post=post, unit=unit))
    exemptions = st.builds(Exemption, people, maybe | st.sampled_from(LEVELS), spans(ends=some_days))
    return Facts(
        posts=tuple(stretches),
        places=draw(trees()),
        absences=tuple(draw(st.lists(st.builds(Absence, people, spans()), max_size=3))),
        exemptions=tuple(draw(st.lists(exemptions, max_size=1))),
        nominations=tuple(nominations),
        versions=draw(versions()),
        entries={person: draw(histories()) for person in PEOPLE},
    )


def edges_of(facts):
    """The days on which anything begins or ends, and the days around them."""
    during = [
        one.during for one in (*facts.posts, *facts.places, *facts.absences, *facts.exemptions, *facts.nominations)
    ]
    edges = {edge for one in during for edge in (one.since, one.end) if edge}
    edges |= {entry.day for entries in facts.entries.values() for entry in entries}
    edges |= {version.since for version in facts.versions}
    return sorted(edges)
