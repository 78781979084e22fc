"""A post of a nurse of band 6 on site 5, in ward A, who is a line manager."""

from dataclasses import replace

import pytest

from curriculum.calc.audience import AudienceRule, Narrow, nomination_reaches, rule_reaches

from .trust import BO, DIVISION, EVERYONE, TRUST, WARD_A, WARD_B, nominated, post

ABOVE = (WARD_A, DIVISION, TRUST)
NURSE = post(1, staff_group="03", job_role="Staff Nurse", band="6", site=5, flags=frozenset({"LINE_MANAGER", "COACH"}))
FITS = {
    "kinds": frozenset({"SUBSTANTIVE", "BANK"}),
    "staff_groups": frozenset({"03", "04"}),
    "job_roles": frozenset({"Staff Nurse", "Matron"}),
    "bands": frozenset({"6", "7"}),
    "flags": frozenset({"LINE_MANAGER", "SPONSOR"}),
    "units": frozenset({DIVISION, WARD_B}),
    "sites": frozenset({5, 6}),
}
MISSES = {
    "kinds": frozenset({"BANK"}),
    "staff_groups": frozenset({"08"}),
    "job_roles": frozenset({"Matron"}),
    "bands": frozenset({"7"}),
    "flags": frozenset({"BOARD_MEMBER"}),
    "units": frozenset({WARD_B}),
    "sites": frozenset({6}),
}


def test_a_rule_without_conditions_reaches_every_post_of_the_kinds_that_carry_requirements():
    assert rule_reaches(AudienceRule(), NURSE, ABOVE)
    assert not rule_reaches(AudienceRule(), replace(NURSE, kind="BANK"), ABOVE)


def test_the_conditions_of_a_rule_are_anded():
    assert rule_reaches(AudienceRule(**FITS), NURSE, ABOVE)
    for facet, missed in MISSES.items():
        assert not rule_reaches(AudienceRule(**{**FITS, facet: missed}), NURSE, ABOVE)


@pytest.mark.parametrize("facet", FITS)
def test_a_single_condition_asks_for_one_of_its_values(facet):
    assert rule_reaches(AudienceRule(**{facet: FITS[facet]}), NURSE, ABOVE)
    assert not rule_reaches(AudienceRule(**{facet: MISSES[facet]}), NURSE, ABOVE)


def test_what_a_post_does_not_say_fits_no_condition():
    bare = post(1)

    for facet in ("staff_groups", "job_roles", "bands", "flags", "sites"):
        assert not rule_reaches(AudienceRule(**{facet: FITS[facet]}), bare, ABOVE)


def test_a_nomination_reaches_only_its_person():
    assert nomination_reaches(nominated(EVERYONE, "2024-01-01", unit=TRUST), NURSE, ABOVE)
    assert not nomination_reaches(nominated(EVERYONE, "2024-01-01", person=BO, unit=TRUST), NURSE, ABOVE)


def test_a_nomination_reaches_its_post_or_the_posts_below_its_unit():
    assert nomination_reaches(nominated(EVERYONE, "2024-01-01", post=1), NURSE, ABOVE)
    assert not nomination_reaches(nominated(EVERYONE, "2024-01-01", post=2), NURSE, ABOVE)
    assert not nomination_reaches(nominated(EVERYONE, "2024-01-01", unit=WARD_B), NURSE, ABOVE)


@pytest.mark.parametrize("facet", ["kinds", "staff_groups", "bands", "sites"])
def test_a_filter_keeps_the_posts_that_have_one_of_its_values(facet):
    assert Narrow(**{facet: FITS[facet]}).keeps(NURSE)
    assert not Narrow(**{facet: MISSES[facet]}).keeps(NURSE)


def test_the_facets_of_a_filter_are_anded_and_an_empty_one_keeps_all():
    assert Narrow().keeps(NURSE)
    assert Narrow().keeps(replace(NURSE, kind="BANK"))
    assert not Narrow(bands=FITS["bands"], sites=MISSES["sites"]).keeps(NURSE)
