"""Evidence: an invented article and its claims; every slip in text or claim is caught and named."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.cli import main
from geo.errors import EvidenceError
from geo.evidence import check, figure_matches, figures_in, passage
from geo.model import Claim
from tests.fixtures import catalog_of, small, written

ARTICLE = (
    "Notes of an invented traveller.\n"
    "The ride is 240 km long, they say; some counted 1,250 wagons on the way.\n"
    "全程约四十余天，运费贵近三成，年运量6.6万标箱。\n"
)


def quoted(words, low, high, **more):
    """A claim on the northern way whose evidence is where the words stand in the article."""
    start = ARTICLE.index(words)
    return {
        "source": "gazette",
        "route": "northern",
        "metric": "distance",
        "relation": "eq",
        "low": low,
        "high": high,
        "unit": "km",
        "evidence": {"start": start, "end": start + len(words), "words": words},
        "summary": "As the traveller says.",
        **more,
    }


def case(folder, article=ARTICLE, **claims):
    """Write an article and give the catalog that was made from ARTICLE."""
    folder.joinpath("gazette.txt").write_bytes(article.encode())
    data = small()
    raw = ARTICLE.encode()
    data["sources"]["gazette"] |= {
        "sha256": hashlib.sha256(raw).hexdigest(),
        "length": len(ARTICLE),
    }
    data["claims"] = claims or {
        "ride-length": quoted("240 km", 240, 240),
        "ride-days": quoted(
            "四十余", 40, None, metric="duration", relation="at_least", wording="odd", unit="day"
        ),
        "ride-dearer": quoted(
            "近三成", 0.3, 0.3, metric="cost", form="ratio", wording="nearly", unit="fraction"
        ),
        "ride-boxes": quoted("6.6万标箱", 66_000, 66_000, metric="capacity", unit="TEU/year"),
    }
    return data


def refusal(folder, data):
    """The faults that a check reports, one a line."""
    with pytest.raises(EvidenceError) as caught:
        check(catalog_of(data), folder)
    return str(caught.value).splitlines()


def test_what_the_article_says_passes(tmp_path):
    assert check(catalog_of(case(tmp_path)), tmp_path) == [
        "gazette: gazette.txt, 4 claims verified"
    ]


def test_one_changed_digit_names_the_source_and_the_claim(tmp_path):
    data = case(tmp_path, ARTICLE.replace("240 km", "340 km"))
    told = refusal(tmp_path, data)
    assert told[0].startswith("source gazette: gazette.txt has sha256 ")
    assert [row.split(":")[0] for row in told[1:]] == ["claim ride-length"]
    assert "'340 km'" in told[1]
    assert "'240 km'" in told[1]


def test_a_changed_digit_is_named_even_when_the_checksum_was_adjusted(tmp_path):
    changed = ARTICLE.replace("240 km", "340 km")
    data = case(tmp_path, changed)
    data["sources"]["gazette"]["sha256"] = hashlib.sha256(changed.encode()).hexdigest()
    (told,) = refusal(tmp_path, data)
    assert told.startswith("claim ride-length: ")


def test_a_changed_digit_is_named_even_when_the_quote_was_adjusted(tmp_path):
    changed = ARTICLE.replace("240 km", "340 km")
    data = case(tmp_path, changed)
    data["sources"]["gazette"]["sha256"] = hashlib.sha256(changed.encode()).hexdigest()
    data["claims"]["ride-length"]["evidence"]["words"] = "340 km"
    (told,) = refusal(tmp_path, data)
    assert told.startswith("claim ride-length: the words '340 km' do not say 240")


@pytest.mark.parametrize("shift", [-1, 1, 7])
def test_shifted_offsets_are_told_with_where_the_words_stand(tmp_path, shift):
    data = case(tmp_path)
    evidence = data["claims"]["ride-length"]["evidence"]
    evidence["start"] += shift
    evidence["end"] += shift
    (told,) = refusal(tmp_path, data)
    assert told.startswith("claim ride-length: characters ")
    assert f"the words stand at {ARTICLE.index('240 km')}" in told


def test_offsets_count_characters_not_bytes(tmp_path):
    data = case(tmp_path)
    evidence = data["claims"]["ride-boxes"]["evidence"]
    behind = len(ARTICLE[: evidence["start"]].encode()) - evidence["start"]
    assert behind > 0  # Chinese stands before it
    evidence["start"] += behind
    evidence["end"] += behind
    assert refusal(tmp_path, data)


def test_a_wrong_checksum_says_what_was_expected(tmp_path):
    data = case(tmp_path)
    data["sources"]["gazette"]["sha256"] = "cd" * 32
    (told,) = refusal(tmp_path, data)
    assert "expected cdcdcdcdcdcd…" in told
    assert "another version of the text" in told


def test_a_wrong_length_is_refused(tmp_path):
    data = case(tmp_path)
    data["sources"]["gazette"]["length"] += 1
    (told,) = refusal(tmp_path, data)
    assert f"{len(ARTICLE):,} characters" in told


def test_windows_line_ends_are_another_version(tmp_path):
    data = case(tmp_path, ARTICLE.replace("\n", "\r\n"))
    assert "source gazette" in refusal(tmp_path, data)[0]


def test_a_missing_article_fails_and_names_the_file(tmp_path):
    data = case(tmp_path)
    tmp_path.joinpath("gazette.txt").unlink()
    (told,) = refusal(tmp_path, data)
    assert told.startswith("source gazette: gazette.txt can't be read")


def test_an_article_that_is_not_utf_8_fails(tmp_path):
    data = case(tmp_path)
    tmp_path.joinpath("gazette.txt").write_bytes(b"\xff\xfe2\x004\x000\x00")
    (told,) = refusal(tmp_path, data)
    assert told.startswith("source gazette: gazette.txt can't be read")


def test_a_source_without_claims_is_verified_too(tmp_path):
    data = case(tmp_path)
    data["claims"] = {}
    assert check(catalog_of(data), tmp_path) == ["gazette: gazette.txt, 0 claims verified"]
    data["sources"]["gazette"]["sha256"] = "cd" * 32
    assert refusal(tmp_path, data)


@pytest.mark.parametrize(
    ("article", "code"),
    [
        pytest.param(ARTICLE, 0, id="the text that was read"),
        pytest.param(ARTICLE.replace("240", "241"), 2, id="one digit changed"),
    ],
)
def test_the_command_line_exits_by_the_result(tmp_path, capsys, article, code):
    path = written(tmp_path, case(tmp_path, article))
    assert main(["check", str(path), "--articles", str(tmp_path)]) == code
    said = capsys.readouterr()
    if code:
        assert "claim ride-length" in said.err
        assert said.out == ""
    else:
        assert "4 claims verified" in said.out


def saying(words, low, high, **more):
    """A claim whose quote is the words alone."""
    evidence = {"start": 0, "end": len(words), "words": words}
    return Claim.model_validate(quoted("240 km", low, high, evidence=evidence, **more))


@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "matches"),
    [
        pytest.param("四十余", 40, None, "day", True, id="forty-odd"),
        pytest.param("四十余", 30, None, "day", False, id="forty-odd is not thirty"),
        pytest.param("四十余", 14, None, "day", False, id="forty is not fourteen"),
        pytest.param("十四", 14, 14, "day", True, id="fourteen"),
        pytest.param("二十五天", 25, 25, "day", True, id="twenty-five"),
        pytest.param("三百二十公里", 320, 320, "km", True, id="three hundred and twenty"),
        pytest.param("兩千零五公里", 2005, 2005, "km", True, id="two thousand and five"),
        pytest.param("近三成", 0.3, 0.3, "fraction", True, id="nearly three tenths"),
        pytest.param("近三成", 0.2, 0.2, "fraction", False, id="three tenths are not two"),
        pytest.param("6.6万标箱", 66_000, 66_000, "TEU/year", True, id="6.6 times ten thousand"),
        pytest.param("6.6万标箱", 67_000, 67_000, "TEU/year", False, id="6.6 is not 6.7"),
        pytest.param(
            "逾450萬噸", 4.5, None, "Mt/year", True, id="450 times ten thousand tonnes in Mt"
        ),
        pytest.param("逾450萬噸", 4.4, None, "Mt/year", False, id="4.5 Mt are not 4.4"),
        pytest.param("近一个月", 30, 30, "day", True, id="a month is 30 days"),
        pytest.param("近一个月", 31, 31, "day", False, id="a month is not 31 days"),
        pytest.param("两周", 14, 14, "day", True, id="two weeks are 14 days"),
        pytest.param("超80%", 0.8, None, "fraction", True, id="80 % are 0.8"),
        pytest.param("超80%", 0.9, None, "fraction", False, id="80 % are not 0.9"),
        pytest.param("12 hours", 0.5, 0.5, "day", True, id="twelve hours are half a day"),
        pytest.param("100 miles", 160.9344, 160.9344, "km", True, id="a hundred miles in km"),
        pytest.param("300多辆", 30, 30, "trains/day", False, id="300 are not 30"),
        pytest.param("300多辆", 3000, 3000, "trains/day", False, id="300 are not 3,000"),
        pytest.param("240 km", 240_000, 240_000, "km", False, id="the k of km is no thousand"),
        pytest.param("10 km", 300, 300, "km", False, id="kilometres have no months"),
        pytest.param("30%", 30, 30, "fraction", False, id="30 % are not thirtyfold"),
        pytest.param("9,288 km", 9288, 9288, "km", True, id="a comma between thousands"),
        pytest.param("9 288 км", 9288, 9288, "km", True, id="a blank between thousands"),
        pytest.param("9,5 тыс. км", 9500, 9500, "km", True, id="a decimal comma"),
        pytest.param("12 to 14 days", 12, 14, "day", True, id="both ends of a range"),
        pytest.param("12 to 14 days", 12, 15, "day", False, id="one end of a range is wrong"),
        pytest.param("no figure", 12, 12, "km", False, id="no figure at all"),
    ],
)
def test_the_figure_in_the_words_is_the_claims(words, low, high, unit, matches):
    assert figure_matches(saying(words, low, high, unit=unit), words) is matches


@pytest.mark.parametrize(
    ("words", "low", "high", "matches"),
    [
        pytest.param("数千公里", 2000, 9000, True, id="several thousand"),
        pytest.param("數百公里", 200, 900, True, id="several hundred"),
        pytest.param("数千公里", 3000, 9000, False, id="several thousand do not start at three"),
        pytest.param("数千公里", 2000, 8000, False, id="several thousand do not end at eight"),
        pytest.param("数千公里", 200, 900, False, id="several thousand are not several hundred"),
    ],
)
def test_several_stands_for_two_to_nine(words, low, high, matches):
    claim = saying(words, low, high, relation="range", wording="several")
    assert figure_matches(claim, words) is matches


def test_a_qualitys_words_need_no_figure():
    claim = {
        key: value
        for key, value in quoted("240 km", 1, 1).items()
        if key not in ("low", "high", "unit", "relation")
    }
    assert figure_matches(Claim.model_validate(claim | {"metric": "quality"}), "dear")


@settings(max_examples=100)
@given(st.integers(1, 9999))
def test_chinese_numerals_say_the_number_they_spell(number):
    assert figures_in(f"约{spelled(number)}公里") == [float(number)]


def spelled(number):
    """Spell 1 to 9999 in Chinese, by the book: 10 is 一十 only inside a number."""
    words, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return words.removeprefix("一") if words.startswith("一十") else words


@settings(max_examples=100)
@given(st.integers(1, 99_999_999), st.sampled_from([",", "\u00a0", "\u202f", " ", ""]))
def test_western_numbers_are_read_with_any_separator(number, separator):
    text = f"{number:,}".replace(",", separator)
    assert figures_in(f"about {text} km") == [float(number)]


TRICKS = (
    "<script>alert(1)</script> `${alert(2)}` </mark> \u202egnihton\u202c\x07 "
    "240 km" + " <img src=x onerror=alert(3)>" * 80_000
)


def brought(article, words="240 km", said=240, **source):
    """Open an article at the figure, as a reader does who brings the file."""
    raw = article.encode()
    start = article.index(words)
    data = small()
    data["sources"]["gazette"] |= {
        "sha256": hashlib.sha256(raw).hexdigest(),
        "length": len(article),
        **source,
    }
    data["claims"]["ride-length"] |= {
        "low": said,
        "high": said,
        "evidence": {"start": start, "end": start + len(words), "words": words},
    }
    catalog = catalog_of(data)
    return lambda file=raw: passage(catalog.sources["gazette"], catalog.claims["ride-length"], file)


def test_the_right_article_is_shown_at_its_figure():
    found = brought(ARTICLE)()
    assert found.words == "240 km"
    assert found.before.endswith("The ride is ")
    assert found.after.startswith(" long, they say")


def test_of_a_huge_line_a_bounded_part_is_shown_as_text():
    assert len(TRICKS) > 2_000_000
    found = brought(TRICKS)()
    assert "<script>alert(1)</script> `${alert(2)}` </mark>" in found.before
    assert "⟨U+202E⟩gnihton⟨U+202C⟩⟨U+0007⟩" in found.before
    assert len(found.before) + len(found.after) < 500


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        pytest.param((ARTICLE + " ").encode(), "another version", id="one space more"),
        pytest.param(ARTICLE.replace("240", "250").encode(), "another version", id="a digit"),
        pytest.param(b"", "another version", id="nothing"),
        pytest.param(b"\xff\xfe\x00", "not UTF-8", id="another encoding"),
        pytest.param(b" " * 20_000_001, "20,000,001 bytes", id="far too long"),
    ],
)
def test_any_other_file_is_refused_with_its_reason_and_none_of_its_text(file, reason):
    with pytest.raises(EvidenceError, match=reason) as error:
        brought(ARTICLE)(file)
    assert "ride" not in str(error.value)


def test_digits_that_do_not_match_are_refused_though_the_text_is_right():
    with pytest.raises(EvidenceError, match="do not say 241 km"):
        brought(ARTICLE, said=241)()


def test_a_text_of_another_length_than_the_source_says_is_refused():
    with pytest.raises(EvidenceError, match="another version"):
        brought(ARTICLE, length=len(ARTICLE) - 1)()
