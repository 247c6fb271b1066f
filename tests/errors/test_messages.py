"""The words of problems: the same places in both languages, and none that nothing raises."""

import re
from pathlib import Path
from string import Formatter

import pytest

from asn_appraisal.errors.messages import MESSAGES, Message

TESTS = Path(__file__).parents[1]
#: Where a code that is named shows that something raises it.
SUFFIXES = {".py", ".txt", ".yaml"}
#: The process room looks after its own: its reasons are shown as sentences.
FAMILIES = "CDEFGPRSNW"


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def filled(message: Message) -> list[str]:
    """Return the four texts of a message, with something in every place."""
    texts = [message.id, message.en, message.hint_id, message.hint_en]
    return [text.format_map(dict.fromkeys(names_in(text), "x")) for text in texts]


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_says_the_same_in_both_languages(code: str) -> None:
    message = MESSAGES[code]

    def neutral(text: str) -> set[str]:
        return {re.sub(r"_(id|en)$", "", name) for name in names_in(text)}

    assert neutral(message.id) == neutral(message.en)
    assert neutral(message.hint_id) == neutral(message.hint_en)
    assert not any(name.endswith("_en") for name in names_in(message.id + message.hint_id))
    assert not any(name.endswith("_id") for name in names_in(message.en + message.hint_en))


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_a_sentence_with_every_bracket_closed(code: str) -> None:
    what_id, what_en, hint_id, hint_en = filled(MESSAGES[code])

    assert MESSAGES[code].id.endswith((".", "_id}"))
    assert MESSAGES[code].en.endswith((".", "_en}"))
    for text in (what_id, what_en, hint_id, hint_en):
        assert text.count("(") == text.count(")")
        assert text.count("`") % 2 == 0
        assert not re.search(r"\s{2}|\s$|^\s", text)


@pytest.mark.parametrize("code", MESSAGES)
def test_a_code_is_written_as_all_are(code: str) -> None:
    assert re.fullmatch(r"ASN-[A-Z]\d{3}", code)


def test_every_message_is_raised_by_a_test() -> None:
    raised: set[str] = set()
    for path in sorted(TESTS.rglob("*")):
        if path.suffix in SUFFIXES and path != Path(__file__):
            raised.update(re.findall(r"ASN-[A-Z]\d{3}", path.read_text("utf-8")))

    own = {code for code in MESSAGES if code[4] in FAMILIES}
    assert [] == sorted(own - raised)
