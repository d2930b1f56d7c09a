"""Numbers to call: what is one, and whose it is."""

import pytest

from coach.domain.numbers_to_call import EmergencyNumbers, phone_number


@pytest.mark.parametrize("words", ["112", "+49 116 117", "0800/111-222", " 000 "])
def test_a_number_to_call_is_kept_as_it_was_typed(words: str) -> None:
    assert phone_number(words) == words.strip()


@pytest.mark.parametrize(
    "words", ["", "1", "0-", "+", "112a", "call 112", "--112", "\u0661\u0661\u0662", "1" * 30]
)
def test_what_is_no_number_to_call_is_not_taken(words: str) -> None:
    assert phone_number(words) is None


def test_a_number_stands_with_whose_it_is() -> None:
    numbers = EmergencyNumbers("Germany", "112", "116117")
    assert (numbers.named_emergency, numbers.whose) == ("112 (Germany)", "Germany")
    assert numbers.named_advice_line == "116117 (Germany)"
    own = EmergencyNumbers("Germany", "144", "0800", own_emergency=True, own_advice_line=True)
    assert (own.named_emergency, own.whose) == ("144 (your number)", "your number")
    assert own.named_advice_line == "0800 (your number)"
    noted = EmergencyNumbers("South Africa", "112 (mobile)")
    assert noted.named_emergency == "112 (mobile, South Africa)"
    assert EmergencyNumbers("", "").named_emergency == ""
