"""YAML text to a located tree."""

import pickle
from typing import Any

import pytest

from asn_appraisal.document import LocatedList, LocatedMap, LocatedText, compose, read
from asn_appraisal.document.located import find
from asn_appraisal.document.tree import LARGEST_TEXT


def root_of(text: str) -> Any:
    document = compose(text)
    assert [] == document.problems
    return document.root


def faults(text: str, *, limit: int = LARGEST_TEXT) -> list[tuple[str, str]]:
    """Return place and code of each problem."""
    return [(str(each.place), each.code) for each in compose(text, limit=limit).problems]


def test_scalars_stay_as_they_were_written() -> None:
    text = "a: 0.10\nb: no\nc: 012\nd: 1_000\ne: 2025-01-01\nf: ~\ng: 'x'\nh: \"y\"\ni:\n"

    assert {
        "a": "0.10",
        "b": "no",
        "c": "012",
        "d": "1_000",
        "e": "2025-01-01",
        "f": "~",
        "g": "x",
        "h": "y",
        "i": "",
    } == root_of(text)


def test_every_value_knows_its_place_and_its_path() -> None:
    root = root_of("units:\n  - {id: a, name: Bagian Umum}\n  - id: b\n")
    name = root["units"][0]["name"]

    assert ("2:19", 11, "units[0].name") == (str(name.place), name.place.width, name.place.path)
    assert "3:5" == str(root["units"][1].place)
    assert "units[1]" == root["units"][1].place.path
    assert "3:5" == str(root["units"][1].key("id").place)
    assert "2:3" == str(root["units"].place)


def test_quotes_are_noted_and_do_not_shift_the_parts_of_a_text() -> None:
    plain, quoted = root_of("a: mean(x)\nb: 'mean(x)'\n").values()

    assert (True, False) == (plain.plain, quoted.plain)
    assert ("1:9", "2:10") == (str(plain.part(5, 1)), str(quoted.part(5, 1)))


@pytest.mark.parametrize("text", ["a: 'it''s x'\n", 'a: "\\x41 x"\n'])
def test_a_part_of_text_with_escapes_is_placed_at_the_whole(text: str) -> None:
    value = root_of(text)["a"]

    assert value.place == value.part(3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "a: >-\n  one + two\n  + three\n",
        "a: >\n  one + two\n\n  + three\n",
        "a: |\n  one + two\n    + three\n",
        "a: one + two\n  + three # a remark\n",
        "a: 'one + two\n  + three'\n",
        'a: "one + two\n  + three"\n',
        "a: one + two\n  + three",
    ],
)
def test_a_part_of_text_over_several_lines_stands_in_its_own_line(text: str) -> None:
    value = root_of(text)["a"]
    for word in ("one", "two", "three"):
        place = value.part(value.index(word), len(word))

        assert word == place.source[place.column - 1 : place.column - 1 + place.width]
        assert place.source == text.split("\n")[place.line - 1]


def test_a_part_that_runs_into_the_next_line_is_marked_up_to_the_end_of_its_own() -> None:
    value = root_of("a: >-\n  one + two\n  + three\n")["a"]

    assert ("2:9", 3) == (str(value.part(6, 9)), value.part(6, 9).width)
    assert "two" == value.piece(6, 3)
    assert value.part(6, 3) == value.piece(6, 3).place
    assert value.place == value.part(9, 1)  # the space between the lines


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_yaml_breaks_them(line_break: str) -> None:
    root = root_of(line_break.join(["# one", "a: 'x", "  y'", "b: [", "  wert ]", ""]))

    assert ("5:3", "  wert ]") == (str(root["b"][0].place), root["b"][0].place.source)


@pytest.mark.parametrize("letter", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e"])
def test_what_only_python_takes_for_a_line_break_is_refused(letter: str) -> None:
    assert [("2:5", "ASN-D003")] == faults(f"a: 1\nb: x{letter}y\n")


def test_a_value_that_is_not_there_stands_where_its_key_stands() -> None:
    root = root_of("a:\nbc:   # a remark\nd: {e: , f: 1}\n")

    assert ["1:1", "2:1", "3:5"] == [
        str(each.place) for each in (root["a"], root["bc"], root["d"]["e"])
    ]
    assert "d.e" == root["d"]["e"].place.path


def test_a_byte_order_mark_begins_no_column() -> None:
    assert "1:1" == str(root_of("\ufeffa: 1").key("a").place)
    assert read("\ufeffa: 1".encode()).root == root_of("a: 1")
    assert [("2:4", "ASN-D003")] == faults("a: 1\nb: \ufeffx")


def test_a_key_that_is_given_twice_keeps_its_first_value() -> None:
    document = compose("a: 1\nb: {c: 2, c: [3, {d: 4}]}\na: 5\na: 6\n")

    assert {"a": "1", "b": {"c": "2"}} == document.root
    assert ["2:11", "3:1", "4:1"] == [str(each.place) for each in document.problems]
    assert {"1", "2"} == {dict(each.values)["first"] for each in document.problems}


def test_keys_of_different_maps_are_different_keys() -> None:
    assert {"a": {"a": {"a": "1"}}, "b": [{"a": "2"}, {"a": "3"}]} == root_of(
        "a: {a: {a: 1}}\nb: [{a: 2}, {a: 3}]"
    )


def test_a_key_that_is_no_text_is_dropped_with_its_value() -> None:
    document = compose("? [a]\n: {b: c}\n? {d: e}\n: f\n'?': g\n")

    assert {"?": "g"} == document.root
    assert [("1:3", "ASN-D010"), ("3:3", "ASN-D010")] == [
        (str(each.place), each.code) for each in document.problems
    ]


def test_anchors_aliases_and_merge_keys_are_reported_and_nothing_is_merged() -> None:
    document = compose("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n'<<': 3\n")

    assert {"a": {"b": "1"}, "c": "", "d": {"e": "2"}, "<<": "3"} == document.root
    assert [("1:4", "ASN-D008"), ("2:4", "ASN-D008"), ("4:3", "ASN-D008"), ("4:7", "ASN-D008")] == [
        (str(each.place), each.code) for each in document.problems
    ]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("!!python/object/apply:os.system", "!!python/object/apply:os.system"),
        ("!!int", "!!int"),
        ("!secret", "!secret"),
        ("!", "!"),
    ],
)
def test_a_tag_is_reported_and_does_nothing(tag: str, shown: str) -> None:
    document = compose(f"a: {tag} '1'\n")

    assert {"a": "1"} == document.root
    assert [("ASN-D009", (("tag", shown),))] == [
        (each.code, each.values) for each in document.problems
    ]


def test_of_two_documents_the_first_is_read() -> None:
    document = compose("a: 1\n---\nb: 2\n")

    assert {"a": "1"} == document.root
    assert ["ASN-D011"] == [each.code for each in document.problems]


def test_one_document_may_begin_and_end_with_marks() -> None:
    assert {"a": "1"} == root_of("%YAML 1.1\n---\na: 1\n...\n")


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n", "---\n"])
def test_an_empty_text_has_an_empty_root(text: str) -> None:
    assert not root_of(text)


def test_text_is_nested_at_most_40_levels_deep() -> None:
    assert root_of("[" * 40 + "]" * 40)
    assert [("1:41", "ASN-D005")] == faults("[" * 41 + "]" * 41)


def test_text_has_at_most_a_million_characters_unless_the_caller_says_otherwise() -> None:
    assert [("1:1", "ASN-D004")] == faults("#" * (LARGEST_TEXT + 1))
    assert [] == faults("#" * LARGEST_TEXT)
    assert [("3:1", "ASN-D004")] == faults("a:\n- b\n- c\n- d\n", limit=8)
    assert [] == faults("a:\n- b\n- c\n- d\n", limit=15)


def test_a_larger_limit_lets_more_values_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asn_appraisal.document.tree.MOST_NODES", 2_000)
    text = "[" + "a," * 2_001 + "]"

    assert [("1:4000", "ASN-D006")] == faults(text)
    assert [] == faults(text, limit=2 * LARGEST_TEXT)


def test_bytes_are_utf_8() -> None:
    assert {"a": "Rp é"} == read("a: Rp é".encode()).root
    assert ["ASN-D004"] == [each.code for each in read(b"a" * 4_000_001).problems]


@pytest.mark.parametrize(
    ("source", "place", "reason"),
    [
        ("a: 1\nb: café".encode("cp1252"), "2:7", "0xE9"),
        (b"\xef\xbb\xbfa: \xff", "1:4", "0xFF"),
        ("a: 1".encode("utf-16"), "1:1", "UTF-16"),
        ("a: 1".encode("utf-16-be"), "1:1", "U+0000"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_where_they_are_not(
    source: bytes, place: str, reason: str
) -> None:
    (problem,) = read(source).problems

    assert ("ASN-D003", place, reason) == (
        problem.code,
        str(problem.place),
        dict(problem.values)["reason"],
    )


def test_text_that_is_no_yaml_is_reported_in_words_of_both_languages() -> None:
    (known,) = compose("a: 'x\n").problems
    (unknown,) = compose("%YAML 3.0\n---\na: 1").problems

    assert "a quotation mark is not closed" in known.what
    assert "tanda kutip tidak ditutup" in known.what
    assert "incompatible YAML document" in unknown.what


# What a tree can do ---------------------------------------------------------------------


def test_located_text_is_text() -> None:
    text = LocatedText("abc")

    assert ("abc", "", None) == (text, text.place.path, text.place.line)
    assert type(pickle.loads(pickle.dumps(text))) is str


def test_a_path_leads_to_the_place_of_its_value_as_far_as_it_leads() -> None:
    root = root_of("units:\n  - {id: a, facts: {x: 1}}\n")

    for path, place in [
        ("units[0].id", "2:10"),
        ("units[0].facts", "2:13"),
        ("units[0].facts.x", "2:24"),
        ("units[0].nothing", "2:5"),
        ("units[0].id.more", "2:10"),
        ("nothing.id", "1:1"),
        ("", "1:1"),
    ]:
        assert place == str(find(root, path))
    assert find(None, "a") is None


def test_maps_and_lists_are_maps_and_lists() -> None:
    root = root_of("a: [1]")

    assert isinstance(root, LocatedMap)
    assert isinstance(root["a"], LocatedList)
    assert {"a": ["1"]} == root
