"""Every bad input of the issue "Going live" in the real program: its sentence is where the operator looks.

The window is a process of its own on a prepared profile, against the stand-in servers; bad_input_errand.py tells
what happens to it. What lower levels prove is not said again here:

| bad input | the window, here | the rules, there |
|---|---|---|
| a token of another page | test_a_token_of_another_page… | services/test_connections.py::test_another_page_than_the_connected_one_must_be_meant, ::test_another_page_than_that_of_the_campaigns_must_be_meant; services/test_lives.py::test_a_token_of_another_page_touches_no_campaign_of_this_one |
| without a permission | test_a_permission_taken_away… | services/test_connections.py::test_a_missing_permission_is_told_with_what_does_not_work_without_it, ::test_without_the_right_to_read_it_is_not_enough; services/test_doctor.py::test_a_missing_permission_is_told_with_what_it_is_for |
| expired in mid-live | test_a_token_that_expires… | services/test_connections.py::test_a_token_that_expires_in_mid_live_is_replaced_and_the_live_goes_on; services/test_broadcasts.py::test_the_same_client_goes_on_with_a_new_token_at_once |
| the live ended, started again | test_a_live_that_ended… | services/test_broadcasts.py::test_a_campaign_goes_on_in_the_live_that_was_started_again; services/test_lives.py::test_a_live_started_again_is_offered_to_the_campaign_whose_live_ended |
| two lives at once | test_two_lives_at_once… | services/test_broadcasts.py::test_two_lives_at_once_each_into_its_own_campaign; services/test_lives.py::test_two_lives_at_once_are_both_listed_and_said |
| two waiting campaigns | test_two_waiting_campaigns… | services/test_live_binding.py::test_two_that_wait_get_the_first_and_the_second_live_by_age; services/test_lives.py::test_two_that_wait_say_who_gets_which_live |
| a script without products, a keyword used twice | test_a_script_without_products… | ui/test_script_setup.py::test_a_script_without_products_is_not_saved, ::test_an_error_keeps_it_from_being_saved_and_the_keyboard_goes_there; services/test_late_keywords.py::test_2_13_a_keyword_that_is_taken_or_none_is_refused |
| the keyring locked, refused, gone; a wrong recovery code | test_a_keyring_out_of_reach… | services/test_unlocking.py; ui/test_unlock_window.py; e2e/test_keys.py for the commands |
| the PC's clock a day off | test_a_clock_a_day_off… | services/test_lives.py::test_the_pcs_clock_a_day_ahead_does_not_lose_the_live; services/test_live_binding.py::test_the_pcs_clock_a_day_off_changes_nothing; services/test_connections.py::test_a_clock_a_day_off_is_told_and_hinders_nothing |
| a second start | test_a_second_start… | system/test_single_instance.py |
"""  # noqa: E501 (a table)

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.services.data_key import open_database
from desktop.services.live import wall_clock
from desktop.services.selling import start_campaign
from desktop.storage import pages
from desktop.storage.key_file import KeyFile
from desktop.system.secrets import TokenFile, recovery_code
from desktop.system.settings import Settings

from .running import PAGE, ROOT, SCRIPT, Json, Sandbox, environment, sandbox, scenario, wait_until
from .test_keys import BACKEND, KEY, Pc

MINUTE, NAME = 60_000, SCRIPT["name"]


@dataclass(slots=True)
class Desk:
    """A PC with its profile, and Facebook."""

    pc: Pc
    servers: Sandbox

    @property
    def live(self) -> str:
        """The live that is on the air from the beginning."""
        return str(self.servers.told["live_video_id"])

    def prepare(self, *campaigns: tuple[str, str | None], connected: bool = True) -> None:
        """The window was here before: campaigns by name and live (None: they wait), and the page's token."""
        self.pc.hold()
        if connected:
            tokens = TokenFile(self.pc.profile, KEY)
            tokens.keep("graph_token", self.servers.told["page_token"])
            tokens.keep("page_id", PAGE)
        key = self.pc.folder / "k"
        KeyFile(key, is_told=False).keep(KEY)
        words = {"profile": str(self.pc.profile.folder)}
        with closing(open_database(Settings.load(words, {"QUAYLIVE_KEY_FILE": str(key)}))) as database:
            if connected:
                database.write_sync(pages.keep, PAGE, "Tiệm thử", wall_clock())
            for place, (name, live) in enumerate(campaigns):
                script, saved = SCRIPT | {"name": name}, wall_clock() - (len(campaigns) - place) * MINUTE
                database.write_sync(start_campaign, script, live_video_id=live, now=saved, page_id=PAGE)
        key.unlink()

    def env(self, more: Json | None = None, **settings: str) -> dict[str, str]:
        """The environment of the window; `more` is what the story needs."""
        told = self.servers.told | (more or {})
        urls = {"graph_url": told["graph"], "omni_url": told["omni"]}
        return environment(self.pc.folder, **(urls | settings)) | {
            "PYTHON_KEYRING_BACKEND": BACKEND,
            "FILE_KEYRING": str(self.pc.keyring),
            "QT_QPA_PLATFORM": "offscreen",
            "PICTURES": os.environ.get("PICTURES", ""),
            "BAD_INPUT": json.dumps(told),
        }

    def begin(self, story: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
        """Open the window, in which this story happens."""
        command = [sys.executable, "-m", "tests.e2e.bad_input_errand", story]
        with self.out.open("wb") as out, self.err.open("wb") as err:
            return subprocess.Popen(command, env=env, cwd=ROOT, stdout=out, stderr=err)

    def end(self, window: subprocess.Popen[bytes]) -> Json:
        """What was seen, once the story is over; nothing of it came as a surprise to the program."""
        try:
            code = window.wait(90)
        finally:
            window.kill()
            window.wait()
        err = self.err.read_text("utf-8")
        assert code == 0, err
        log = (self.pc.profile.folder / "logs" / "quaylive.log").read_text("utf-8")
        assert "Traceback" not in err + log and "ERROR" not in log and "EAA" not in log, err + log
        return dict(json.loads(self.out.read_text("utf-8").splitlines()[-1]))

    def see(self, story: str, more: Json | None = None, **settings: str) -> Json:
        """What was seen in this story."""
        return self.end(self.begin(story, self.env(more, **settings)))

    @property
    def out(self) -> Path:
        """What the window's process says."""
        return self.pc.folder / "out"

    @property
    def err(self) -> Path:
        """What it complains of."""
        return self.pc.folder / "err"

    def ordered(self) -> dict[tuple[str, str], int]:
        """Units by campaign and buyer, as `quaylive orders` tells them."""
        found: Counter[tuple[str, str]] = Counter()
        for order in json.loads(self.pc.run("orders").stdout):
            for line in order["lines"]:
                found[order["campaign"], order["buyer"]["id"]] += line["quantity"]
        return dict(found)


Running = tuple[Desk, subprocess.Popen[bytes]]


@pytest.fixture(scope="module", autouse=True)
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    """The stories that mostly wait for Facebook to be asked again: begun first, beside the others."""
    running: dict[str, Running] = {}
    with ExitStack() as stack:
        for story in ("started_again", "two_waiting"):
            folder = tmp_path_factory.mktemp(story)
            desk = Desk(Pc(folder / "pc"), stack.enter_context(sandbox(folder, scenario([]))))
            if story == "two_waiting":
                desk.servers.control("live", status="VOD")
                desk.prepare(("Buổi một", None), ("Buổi hai", None))
            else:
                desk.prepare((NAME, desk.live))
            window = desk.begin(story, desk.env())
            stack.callback(window.wait)
            stack.callback(window.kill)
            running[story] = desk, window
        yield running


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Desk]:
    with sandbox(tmp_path, scenario([])) as servers:
        yield Desk(Pc(tmp_path / "pc"), servers)


def test_a_token_that_expires_in_mid_live_is_pasted_anew_and_nothing_is_lost_or_doubled(
    counter: Desk,
) -> None:
    counter.prepare((NAME, counter.live))
    seen = counter.see("expired")
    sentence, chip = seen["expired"]
    assert sentence.startswith("Token Facebook đã hết hạn: ") and "dán token mới" in sentence
    assert chip == "Cần đăng nhập lại" and seen["renewed"].startswith("Graph")
    assert seen["rows"] == seen["said"]
    buyers = [*range(3), *range(10, 13), 20]
    assert counter.ordered() == {(NAME, f"u{n}"): 1 for n in buyers}


def test_a_permission_taken_away_is_named_and_a_token_without_it_is_not_taken(counter: Desk) -> None:
    counter.prepare((NAME, counter.live))
    seen = counter.see("permission")
    sentence, chip = seen["taken"]
    assert sentence.startswith("Token thiếu quyền pages_read_user_content để đọc bình luận")
    assert chip == "Thiếu quyền"
    assert seen["checked"] == ["Chưa đọc được buổi live: cấp các quyền còn thiếu rồi dán token mới."]
    assert len(seen["rows"]) == 2 and counter.ordered() == {(NAME, "u1"): 1, (NAME, "u2"): 1}


def test_a_token_of_another_page_must_be_meant_and_then_its_campaigns_say_so(counter: Desk) -> None:
    counter.prepare((NAME, counter.live))
    seen = counter.see("other_page")
    assert (
        "Token này của trang “Trang khác”, còn các buổi live ở đây của trang “Tiệm thử”." in seen["sentence"]
    )
    assert len(seen["rows"]) == 2, "until another page is meant, the live is read on"
    advice, strip, buttons = seen["changed"]
    assert advice == strip and "của trang khác: kết nối lại đúng trang" in strip and buttons
    assert counter.ordered() == {(NAME, "u1"): 1, (NAME, "u2"): 1}


def test_two_lives_at_once_are_both_captured_and_a_third_without_campaign_is_said(counter: Desk) -> None:
    other = counter.servers.control("live", new=True, title="Live phụ", status="LIVE")["id"]
    counter.prepare((NAME, counter.live), ("Live phụ", other))
    seen = counter.see("two_lives", {"other_live": other})
    assert seen["second"] == ["Live phụ", 3] and seen["first"] == [NAME, 3]
    assert "Trang đang có 3 buổi live cùng lúc" in seen["list"]
    here, there = {(NAME, f"u{n}"): 2 for n in range(3)}, {("Live phụ", f"u{n}"): 1 for n in range(3)}
    assert counter.ordered() == here | there


def test_a_script_without_products_and_a_keyword_used_twice_are_not_saved(counter: Desk) -> None:
    counter.prepare((NAME, counter.live))
    seen = counter.see("script_faults")
    assert seen["empty"] == ["Kịch bản chưa có sản phẩm nào: thêm ít nhất một sản phẩm."]
    assert any("đã dùng cho Khăn choàng" in line for line in seen["twice"])


def test_a_keyring_out_of_reach_and_a_wrong_code_say_what_to_do_and_the_right_code_opens(
    counter: Desk,
) -> None:
    counter.prepare((NAME, counter.live))
    right = recovery_code(KEY).replace("-", "")
    slip = right[:-1] + ("A" if right[-1] != "A" else "B")
    codes = {"slip": slip, "other": recovery_code(bytes(32)).replace("-", ""), "right": right}
    env = counter.env({"codes": codes}) | {"FILE_KEYRING_FAULT": "locked"}
    before = counter.pc.keyring.read_bytes()
    seen = counter.end(counter.begin("look", env))
    words = {"locked": "hãy mở khoá", "refused": "hãy cho phép", "gone": "nhập mã khôi phục"}
    for fault, word in words.items():
        title, sentence, button = seen[fault]
        assert (title, button) == ("Chưa lấy được khoá dữ liệu", "Thử lại") and word in sentence
    assert "có chỗ gõ sai; hãy so lại" in seen["slip"]
    assert "là của dữ liệu khác; hãy dùng mã" in seen["other"]
    assert seen["window"] and counter.pc.keyring.read_bytes() == before


def test_a_clock_a_day_off_is_said_while_the_live_is_captured_rightly(counter: Desk) -> None:
    """With a token of the environment that is told without its page (contracts.md §3)."""
    counter.prepare((NAME, counter.live), connected=False)
    seen = counter.see("clock", {"ahead": -86_400}, graph_token=counter.servers.told["page_token"])
    assert seen["clock"] == "Đồng hồ máy chậm 24 giờ so với Facebook; hãy bật tự chỉnh ngày giờ của máy."
    assert len(seen["rows"]) == 1 and counter.ordered() == {(NAME, "u1"): 1}


def test_a_second_start_brings_the_first_window_to_the_front_and_ends(counter: Desk) -> None:
    counter.prepare((NAME, counter.live))
    first = counter.begin("front", counter.env())
    wait_until(lambda: counter.out.read_text("utf-8") or first.poll() is not None, "the first window")
    second = counter.pc.run(ring={"QT_QPA_PLATFORM": "offscreen"})
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert counter.end(first)["front"] is True


def test_a_live_that_ended_says_so_and_goes_on_where_it_is_started_again(
    slow: dict[str, Running],
) -> None:
    counter, window = slow["started_again"]
    seen = counter.end(window)
    assert seen["ended"][0] == "Ngừng đọc" and seen["ended"][1].startswith("Buổi live đã kết thúc")
    strip, buttons = seen["again"]
    assert "Trang đang có buổi live mới “Live tiếp”" in strip and buttons == ["Gắn tiếp"]
    assert seen["rows"] == seen["said"]
    assert counter.ordered() == {(NAME, "u1"): 3, (NAME, "u2"): 3}, "the cart of before is gone on with"


def test_two_waiting_campaigns_say_who_is_next_and_get_their_lives_in_turn(slow: dict[str, Running]) -> None:
    counter, window = slow["two_waiting"]
    seen = counter.end(window)
    assert "Nhận buổi live kế tiếp của Tiệm thử." in seen["list"]
    assert "Chờ thứ 2: nhận buổi live sau buổi của “Buổi một”." in seen["list"]
    assert seen["first"] == "Buổi một"
    assert counter.ordered() == {("Buổi một", "u1"): 1, ("Buổi hai", "u2"): 2}
