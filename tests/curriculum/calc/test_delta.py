"""Where facts meet on one day: exactly these changes, and no others."""

from dataclasses import replace

from curriculum.calc.delta import deltas
from curriculum.calc.dose import Target
from curriculum.calc.facts import Facts, UnitPlace
from curriculum.calc.timeline import facts_of, ground_of_facts, timeline

from .ledger import SKILL, entry, on, sign_off, voided
from .trust import AMAL, DIVISION, EVERYONE, PLACES, TRUST, WARD_A, WARD_B, days, exempt, level, post, version

YEARLY = level(Target(skill=SKILL, depth=1, valid_months=12, renewal_grace_days=30))
FACTS = Facts(
    posts=(post(1),),
    places=PLACES,
    versions=(version("2020-01-01", everyone=YEARLY),),
    entries={AMAL: (entry("2024-02-29"),)},
)


def changes_in(facts, unit, *measures, skill=None):
    """The changes of Amal in one unit: (day, n) in order of the days."""
    ground = ground_of_facts(facts)
    found = deltas(ground.reach, timeline(ground, facts_of(facts, AMAL)))
    return sorted(
        (str(key[4]), n) for key, n in found.items() if key[:3] == (unit, EVERYONE, skill) and key[3] in measures
    )


def test_somebody_is_required_from_the_first_day_of_the_post_and_meets_it_while_it_is_held():
    assert changes_in(FACTS, WARD_A, "REQUIRED") == [("2020-01-01", 1)]
    assert changes_in(FACTS, WARD_A, "MET") == [("2024-02-29", 1), ("2025-02-28", -1)]
    assert changes_in(FACTS, TRUST, "MET", skill=SKILL) == [("2024-02-29", 1), ("2025-02-28", -1)]


def test_a_second_post_that_starts_while_it_is_held_counts_there_from_its_day_and_above_only_once():
    facts = replace(FACTS, posts=(post(1), post(2, unit=WARD_B, since="2024-06-01")))

    assert changes_in(facts, WARD_B, "MET") == [("2024-06-01", 1), ("2025-02-28", -1)]
    assert changes_in(facts, DIVISION, "REQUIRED", "MET") == [
        ("2020-01-01", 1),
        ("2024-02-29", 1),
        ("2025-02-28", -1),
    ]


def test_posts_that_abut_make_no_change_where_they_meet():
    first, second = post(1, until="2024-06-01", fte=500), post(1, since="2024-06-01", fte=500, band="6")
    measures = ("REQUIRED", "MET", "FTE_REQUIRED", "FTE_MET", "IN_TIME")

    abutting = replace(FACTS, posts=(first, second))
    moving = replace(FACTS, posts=(first, replace(second, unit=WARD_B)))

    assert "2024-06-01" not in dict(changes_in(abutting, WARD_A, *measures))
    assert "2024-06-01" not in dict(changes_in(moving, DIVISION, *measures))
    assert changes_in(moving, WARD_A, "REQUIRED") == [("2020-01-01", 1), ("2024-06-01", -1)]


def test_a_void_revives_an_earlier_lapse():
    renewal = entry("2025-02-01")
    renewed = replace(FACTS, entries={AMAL: (*FACTS.entries[AMAL], renewal)})
    revived = replace(FACTS, entries={AMAL: (*FACTS.entries[AMAL], renewal, voided(renewal))})

    assert changes_in(renewed, TRUST, "MET") == [("2024-02-29", 1), ("2026-02-01", -1)]
    assert changes_in(revived, TRUST, "MET") == changes_in(FACTS, TRUST, "MET")


def test_a_post_that_ends_on_the_day_of_a_lapse_ends_both_at_once():
    facts = replace(FACTS, posts=(post(1, until="2025-02-28"),))

    assert changes_in(facts, TRUST, "REQUIRED") == [("2020-01-01", 1), ("2025-02-28", -1)]
    assert changes_in(facts, TRUST, "MET") == [("2024-02-29", 1), ("2025-02-28", -1)]


def test_a_unit_that_moves_there_and_back_takes_its_people_along_and_the_top_sees_nothing():
    to_and_fro = (
        *PLACES[:2],
        PLACES[3],
        UnitPlace(WARD_A, DIVISION, days("2000-01-01", "2024-06-01")),
        UnitPlace(WARD_A, TRUST, days("2024-06-01", "2024-07-01")),
        UnitPlace(WARD_A, DIVISION, days("2024-07-01")),
    )
    facts = replace(FACTS, places=to_and_fro)

    assert changes_in(facts, TRUST, "REQUIRED") == [("2020-01-01", 1)]
    assert changes_in(facts, WARD_A, "REQUIRED") == [("2020-01-01", 1)]
    assert changes_in(facts, DIVISION, "REQUIRED") == [("2020-01-01", 1), ("2024-06-01", -1), ("2024-07-01", 1)]


def test_a_version_that_begins_on_the_day_of_a_lapse_gives_its_grace():
    again = level(Target(skill=SKILL, depth=1, valid_months=12), grace_days=10)
    facts = replace(FACTS, versions=(*FACTS.versions, version("2025-02-28", everyone=again)))

    assert changes_in(facts, TRUST, "MET") == [("2024-02-29", 1), ("2025-02-28", -1)]
    assert changes_in(facts, TRUST, "IN_TIME") == [("2025-02-28", 1), ("2025-03-10", -1)]


def test_a_longer_validity_bridges_the_day_of_a_lapse_without_a_change():
    longer = level(Target(skill=SKILL, depth=1, valid_months=24))
    facts = replace(FACTS, versions=(*FACTS.versions, version("2025-02-28", everyone=longer)))

    assert changes_in(facts, TRUST, "MET") == [("2024-02-29", 1), ("2026-02-28", -1)]


def test_a_renewal_in_the_grace_leaves_the_days_between_not_met():
    facts = replace(FACTS, entries={AMAL: (*FACTS.entries[AMAL], sign_off("2025-03-15"))})

    assert changes_in(facts, TRUST, "MET") == [
        ("2024-02-29", 1),
        ("2025-02-28", -1),
        ("2025-03-15", 1),
        ("2026-03-15", -1),
    ]


def test_an_exemption_takes_somebody_out_of_the_required_and_of_the_met():
    facts = replace(FACTS, exemptions=(exempt("2024-06-01", "2024-07-01"),))

    assert changes_in(facts, TRUST, "EXEMPT") == [("2024-06-01", 1), ("2024-07-01", -1)]
    assert changes_in(facts, TRUST, "REQUIRED") == [("2020-01-01", 1), ("2024-06-01", -1), ("2024-07-01", 1)]
    assert changes_in(facts, TRUST, "MET") == [
        ("2024-02-29", 1),
        ("2024-06-01", -1),
        ("2024-07-01", 1),
        ("2025-02-28", -1),
    ]


def test_an_unknown_fte_stands_beside_the_known_one():
    facts = replace(FACTS, posts=(post(1, fte=None), post(2, unit=WARD_B, fte=600)))

    assert changes_in(facts, TRUST, "FTE_UNKNOWN") == [("2020-01-01", 1)]
    assert changes_in(facts, TRUST, "FTE_REQUIRED") == [("2020-01-01", 600)]
    assert changes_in(facts, TRUST, "FTE_MET") == [("2024-02-29", 600), ("2025-02-28", -600)]


def test_a_level_that_never_applies_changes_nothing():
    facts = replace(FACTS, posts=(post(1, kind="BANK"),))

    assert changes_in(facts, TRUST, "REQUIRED", "MET") == []
    assert timeline(ground_of_facts(facts), facts_of(facts, AMAL)) == []


def test_a_line_knows_its_unbroken_runs():
    facts = replace(FACTS, posts=(post(1, until="2024-06-01"), post(2, unit=WARD_B, since="2024-06-01")))

    [line] = timeline(ground_of_facts(facts), facts_of(facts, AMAL))

    assert [one.since for one in line.applies] == [on("2020-01-01")]
