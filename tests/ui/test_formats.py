"""Numbers and times as the shop reads them (product.md, head: time zone Asia/Ho_Chi_Minh)."""

from __future__ import annotations

import pytest

from desktop.ui import formats


def test_times_are_vietnams_whatever_the_pc_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    assert formats.clock_time(1_795_268_021_000) == "20:33:41"
    assert formats.clock_time(0) == "08:00:00"


@pytest.mark.parametrize("moment", [10**18, -(10**18)])
def test_an_impossible_time_is_nothing(moment: int) -> None:
    assert formats.clock_time(moment) == ""


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(0, "00:00:00"), (5_047_000, "01:24:07"), (-5, "00:00:00"), (360_000_000, "100:00:00")],
)
def test_running_time(milliseconds: int, text: str) -> None:
    assert formats.running_time(milliseconds) == text


def test_counts_and_seconds() -> None:
    assert formats.grouped(1_284) == "1.284"
    assert formats.seconds(600) == "0,6\N{NO-BREAK SPACE}s"


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(-1, "0 giây"), (12_000, "12 giây"), (360_000, "6 phút"), (7_200_000, "2 giờ"), (200_000_000, "2 ngày")],
)
def test_age_in_the_largest_unit(milliseconds: int, text: str) -> None:
    assert formats.age(milliseconds) == text


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Trần Thu Hà", "TH"), ("Ngọc Anh", "NA"), ("lan", "L"), ("🌸 Bé Na 🌸", "BN"), ("123", ""), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert formats.initials(name) == letters


def test_shown_text_has_as_many_characters_and_nothing_that_upsets_a_painter() -> None:
    text = "a\0b\nc\u2028d\ud83de\u202ef 👨‍👩‍👧"
    shown = formats.shown(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not set(shown) & set("\0\n\u2028\u202e")
    assert shown.endswith("👨‍👩‍👧")
    assert formats.utf16_length("a👍") == 3
