"""A thousand dealt policies over rows of a table: what the prover says of them is what trying shows."""

import pytest
from dealt import dealt
from trying import check_deal


@pytest.mark.parametrize("first", range(0, 1000, 50))
def test_what_the_prover_says_of_a_small_policy_is_what_trying_shows(first: int) -> None:
    for number in range(first, first + 50):
        check_deal(dealt(number, rows=True))
