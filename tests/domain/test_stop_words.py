"""The words of a stop: a place that is in them can be taken out of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.body import SITES, Site
from coach.domain.questions import FEELS
from coach.domain.stop_words import IT_HURT, WARNING_SIGN, where_and_how, without_place

IDS = [site.id for site in SITES]


@given(st.sampled_from((*FEELS, "")), st.sampled_from((*IDS, "")))
def test_without_the_place_only_the_feel_is_left(feel: str, site: str) -> None:
    reason = where_and_how(feel, site)
    assert without_place(reason) == (feel or (IT_HURT if site else ""))


@pytest.mark.parametrize("feel", FEELS)
def test_a_place_that_this_version_has_no_name_for_is_taken_out_too(feel: str) -> None:
    assert without_place(where_and_how(feel, "neck, left")) == feel


@pytest.mark.parametrize("site", SITES)
def test_so_is_one_behind_a_feel_that_it_has_no_name_for(site: Site) -> None:
    assert without_place(f"throbbing, {site.name}") == "throbbing"


@pytest.mark.parametrize(
    "reason",
    [IT_HURT, WARNING_SIGN, "", "pain rose by 2, to 6", "the pain is sharp or came suddenly"],
)
def test_what_names_no_place_stays(reason: str) -> None:
    assert without_place(reason) == reason
