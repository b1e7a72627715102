"""What hinders the station: the weightiest sentence, told at once and whenever it changes."""

from __future__ import annotations

from desktop.services.troubles import Trouble, Troubles


def test_a_missing_token_weighs_more_than_a_wrong_clock_and_nothing_is_told_twice() -> None:
    troubles, told = Troubles(), list[Trouble]()
    end = troubles.subscribe(told.append)
    for _ in range(2):
        troubles.say_clock("Đồng hồ máy nhanh 24 giờ.")
    troubles.say_tokens("Dán token.")
    troubles.say_clock("")
    troubles.say_tokens("")
    end()
    troubles.say_clock("Đồng hồ máy chậm 3 ngày.")
    assert told == [
        Trouble(),
        Trouble("Đồng hồ máy nhanh 24 giờ."),
        Trouble("Dán token.", asks_token=True),
        Trouble(),
    ]
    troubles.subscribe(told.append)
    assert told[-1] == troubles.told == Trouble("Đồng hồ máy chậm 3 ngày.")
