from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.development import Key, tiers
from asn_appraisal.errors import Text
from asn_appraisal.formula import Level

NAMES = ["ani", "budi", "citra", "dewi", "eko"]


def key(**values: object) -> Key:
    return Key("nilai", values)


def test_the_highest_comes_first_and_equals_share_a_rank() -> None:
    found = tiers(NAMES, [key(ani=1, budi=3, citra=3, dewi=2, eko=0)])

    assert [(tier.rank, tier.ids) for tier in found] == [
        (1, ("budi", "citra")),
        (3, ("dewi",)),
        (4, ("ani",)),
        (5, ("eko",)),
    ]
    assert [tier.is_tie for tier in found] == [True, False, False, False]


def test_the_lowest_comes_first_where_the_key_says_so() -> None:
    gaps = Key("kurang", {"ani": 2, "budi": 1}, highest_first=False)

    assert [tier.ids for tier in tiers(["ani", "budi"], [gaps])] == [("budi",), ("ani",)]


def test_the_next_key_orders_those_who_are_equal_by_the_first() -> None:
    found = tiers(["ani", "budi", "citra"], [key(ani=1, budi=1, citra=2), key(ani=5, budi=7)])

    assert [tier.ids for tier in found] == [("citra",), ("budi",), ("ani",)]


def test_each_tier_says_which_key_put_it_before_the_next() -> None:
    first = Key(Text("nilai", "mark"), {"ani": 1, "budi": 1, "citra": 2})
    second = Key(Text("masa kerja", "service"), {"ani": 5, "budi": 7, "citra": 0})
    one, two, three = tiers(["ani", "budi", "citra"], [first, second])

    assert one.reason("en") == "ahead of the next by mark: 2, then 1"
    assert two.reason() == "di atas yang berikut menurut masa kerja: 7, berikutnya 5"
    assert three.reason() == ""


def test_a_key_orders_equals_only_where_all_of_them_have_it() -> None:
    found = tiers(["ani", "budi", "citra"], [key(ani=1, citra=9), key(ani=5, budi=7, citra=6)])

    assert [tier.ids for tier in found] == [("budi",), ("citra",), ("ani",)]
    assert [tier.mine for tier in found] == [7, 6, None]


def test_without_keys_everybody_is_equal_and_nobody_is_no_tier() -> None:
    assert [tier.ids for tier in tiers(NAMES, [])] == [tuple(NAMES)]
    assert tiers([], [key()]) == ()
    assert tiers([], []) == ()


def test_ties_are_shown_as_ties() -> None:
    [tier] = tiers(["budi", "ani"], [])

    assert tier.names("id") == "ani, budi (setara)"
    assert tier.names("en", str.upper) == "ANI, BUDI (equal)"


def test_a_key_takes_exact_numbers_levels_dates_and_flags_of_one_kind() -> None:
    low, high = (Level("s", name, at, Text.same(name)) for at, name in enumerate(["low", "high"]))

    assert key(ani=Decimal("0.10"), budi="1/7").values["ani"] == Fraction(1, 10)
    assert [t.ids for t in tiers("ab", [key(a=low, b=high)])] == [("b",), ("a",)]
    assert tiers("ab", [key(a=date(2020, 1, 1), b=date(2021, 1, 1))])[0].ids == ("b",)
    assert [t.ids for t in tiers("ab", [key(a=True, b=False)])] == [("a",), ("b",)]
    with pytest.raises(TypeError):
        key(ani=low, budi=1)
    with pytest.raises(TypeError):
        key(ani=0.5)


values = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2))


@given(st.permutations(NAMES), st.lists(values, max_size=3))
def test_the_order_of_people_changes_nothing(order: list[str], keys: list[dict[str, int]]) -> None:
    declared = [Key("k", each) for each in keys]

    assert tiers(order, declared) == tiers(NAMES, declared)


@given(st.lists(values, max_size=3))
def test_nobody_is_put_before_anybody_who_is_equal_by_every_key(
    keys: list[dict[str, int]],
) -> None:
    found = tiers(NAMES, [Key("k", each) for each in keys])
    rank = {name: tier.rank for tier in found for name in tier.ids}

    for one in NAMES:
        for two in NAMES:
            if all(each.get(one) == each.get(two) for each in keys):
                assert rank[one] == rank[two]
    assert sorted(rank) == NAMES
