"""Problems, their places, and the nearest name."""

import pickle

import pytest

from asn_appraisal.errors import Place, Problem, RecordError, Text, nearest, suggestion

LINE = "    formula: mean(achivement)"
HERE = Place("measures.total.formula", 12, 19, 10, LINE)


def test_a_problem_shows_its_line_a_caret_and_what_to_do() -> None:
    problem = Problem(
        "ASN-F009", HERE, {"name": "achivement", **suggestion("achivement", ["achievement"])}
    )

    assert problem.text("en") == (
        "12:19: ASN-F009: The name `achivement` is not known here.\n"
        "        formula: mean(achivement)\n"
        "                      ^^^^^^^^^^\n"
        "    = Did you mean `achievement`?"
    )
    assert str(problem) == problem.text("id")
    assert "Maksud Anda `achievement`?" in problem.hint


def test_a_problem_without_a_place_is_its_sentence_alone() -> None:
    problem = Problem("ASN-P018", None, {"name": "ideas"})

    assert "ASN-P018: The fact `ideas` must be a flag." == problem.text("en")


def test_a_problem_of_plain_data_names_the_path() -> None:
    problem = Problem("ASN-D010", Place("appraisals[3].facts"))

    assert problem.text("en").startswith("appraisals[3].facts: ASN-D010: A key must be text.")


def test_a_place_is_given_only_where_there_is_none() -> None:
    lost = Problem("ASN-D010")

    assert HERE == lost.at(HERE).place
    assert HERE == lost.at(HERE).at(Place("other")).place


def test_a_part_of_a_place_stands_further_on_in_its_line() -> None:
    assert Place("a", 1, 8, 3, "a: mean(x)") == Place("a", 1, 4, 1, "a: mean(x)").inside(4, 3)
    assert Place("a") == Place("a").inside(4, 3)


@pytest.mark.parametrize(
    ("path", "inside"),
    [("a.b", True), ("a", True), ("a[0].c", True), ("ab", False), ("", False)],
)
def test_a_place_knows_the_part_of_the_document_it_is_in(path: str, inside: bool) -> None:
    assert inside is Place(path).is_in("a")


def test_the_caret_of_a_tab_stands_under_the_tab() -> None:
    assert "    \ta\n    \t^" == Place("", 1, 2, 1, "\ta").caret()


@pytest.mark.parametrize("at", [0, 3, 60, 500, 990, 999])
def test_of_a_long_line_the_part_around_the_place_is_shown(at: int) -> None:
    source = "".join(chr(ord("a") + number % 26) for number in range(1000))
    shown, carets = Place("", 1, at + 1, 20, source).caret().split("\n")

    assert len(shown) < 110
    assert source[at] == shown[carets.index("^")]
    assert carets.count("^") <= len(shown) - carets.index("^")


def test_a_caret_beyond_the_end_of_its_line_stands_at_the_end() -> None:
    assert "    abc\n       ^" == Place("", 1, 40, 5, "abc").caret()


def test_nothing_in_a_message_can_change_the_terminal_it_is_shown_on() -> None:
    place = Place("", 1, 1, 1, "\x1b[31m\u202e")
    text = Problem("ASN-D023", place, {"text": "1\x1b[31m\n2\u202e", "cure_id": "", "cure_en": ""})

    assert not any(not each.isprintable() and each != "\n" for each in text.text("en"))


def test_a_value_without_end_is_cut_short() -> None:
    problem = Problem("ASN-P018", None, {"name": "a" * 100_000})

    assert len(problem.text("en")) < 400
    assert "a…`" in problem.what


def test_problems_are_values() -> None:
    one = Problem("ASN-P018", HERE, {"name": "ideas"})

    assert one == pickle.loads(pickle.dumps(one))
    assert {one} == {Problem("ASN-P018", HERE, [("name", "ideas")])}


def test_a_text_reads_in_each_language() -> None:
    text = Text("Kinerja", "Performance")

    assert (
        "Kinerja Performance Kinerja" == f"{text} {text.in_language('en')} {text.in_language('id')}"
    )
    assert Text("Baik", "Baik") == Text.same("Baik")
    assert "Perform" in text


# The nearest name -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("wieght", ["weight", "target"], "weight"),
        ("Weight", ["weight"], "weight"),
        ("xyz", ["weight"], ""),
        ("", ["weight"], ""),
        ("weight", [], ""),
        ("a" * 65, ["a" * 64], ""),
        ("a" * 64, ["a" * 65], ""),
    ],
)
def test_the_nearest_name_is_found(name: str, known: list[str], near: str) -> None:
    assert near == nearest(name, known)


def test_among_very_many_names_those_that_begin_alike_are_compared() -> None:
    known = [f"pegawai-{number:06}" for number in range(20_000)]

    assert "kepala-dinas" == nearest("kepala-dians", [*known, "kepala-dinas"])
    assert nearest("pegawai-00000", known).startswith("pegawai-0000")


def test_few_names_are_listed_where_none_is_near() -> None:
    assert {"near_id": "Yang dikenal: `a`, `b`.", "near_en": "Known here: `a`, `b`."} == suggestion(
        "zzz", ["b", "a"]
    )
    assert {"near_id": "", "near_en": ""} == suggestion("zzz", [])
    assert {"near_id": "", "near_en": ""} == suggestion("zzz", map(str, range(16)))


# The errors that carry problems ---------------------------------------------------------


def at(line: int, column: int, code: str = "ASN-P018") -> Problem:
    return Problem(code, Place("", line, column), {"name": f"{line}:{column}"})


def test_an_error_lists_its_problems_in_the_order_of_the_document() -> None:
    error = RecordError([at(3, 1), Problem("ASN-D010"), at(1, 9), at(1, 2), at(1, 2)])

    assert [at(1, 2), at(1, 9), at(3, 1), Problem("ASN-D010")] == list(error.problems)
    assert "\n".join(each.text("en") for each in error.problems) == error.text("en")
    assert error.text("id") == str(error)


def test_what_cannot_be_read_is_not_also_of_the_wrong_kind() -> None:
    unread, wrong, elsewhere = at(1, 1, "ASN-D008"), at(1, 1, "ASN-D028"), at(1, 2, "ASN-D028")
    policy = at(1, 1, "ASN-P018")

    assert (unread, policy, elsewhere) == RecordError([unread, wrong, elsewhere, policy]).problems


def test_errors_are_compared_by_their_problems() -> None:
    error = RecordError([at(1, 1)])

    assert error == RecordError([at(1, 1)])
    assert error != RecordError([at(1, 2)])
    assert error != ValueError()
    assert hash(error) == hash(RecordError([at(1, 1)]))
    assert error == pickle.loads(pickle.dumps(error))
