"""The commands of `quaylive` (contracts.md §2): words in, exit code out. Qt is imported by the windows only.

0 done, 1 done with findings, 2 wrong use or unusable input: one Vietnamese line on stderr, no traceback.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, NoReturn

from desktop import __version__
from desktop.domain.errors import UserFault
from desktop.domain.orders import OrderStatus
from desktop.domain.script import CampaignKind, parse_script
from desktop.services.data_key import (
    existing_key,
    held_key,
    holder_of,
    open_data,
    open_database,
    with_kept_tokens,
)
from desktop.services.key_change import KeyedBackup, bring_in, checked_backup, known_backup
from desktop.storage.database import Database
from desktop.storage.errors import StorageError
from desktop.system.events import EventBus
from desktop.system.logs import start_logging
from desktop.system.paths import ProfileError
from desktop.system.secret_faults import SecretsError
from desktop.system.secrets import KeyHolder
from desktop.system.settings import Settings, SettingsError

_FAULTS = (UserFault, StorageError, SecretsError, ProfileError, SettingsError)
_MOST = 2**63 - 1

_log = logging.getLogger(__name__)

# What argparse says in English, and how it is said here; the first that fits.
_WORDINGS = (
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 có thể là \2, hãy viết đủ tên"),
    (r"argument \{.+?\}: invalid choice: (.+?) \(choose from (.+)\)", r"không có lệnh \1, chỉ có \2"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", r"\1 không nhận \2, chỉ nhận \3"),
    (r"argument (\S+): expected one argument", r"sau \1 phải có một giá trị"),
    (r"argument (\S+): ignored explicit argument .+", r"sau \1 không có giá trị nào"),
    (r"argument (\S+): invalid \w+ value: (.+)", r"\1 không nhận \2"),
    (r"argument (\S+): (.+)", r"\1: \2"),
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the words in one Vietnamese line."""

    def error(self, message: str) -> NoReturn:
        """Refuse the words."""
        found = ((re.fullmatch(pattern, message, re.DOTALL), wording) for pattern, wording in _WORDINGS)
        told = next((match.expand(wording) for match, wording in found if match), "sai cách viết")
        raise UserFault(f"Lệnh chưa đúng: {told}. Xem cách dùng: quaylive --help")


def run() -> NoReturn:
    """The command's entry: never a traceback, always an exit code."""
    # Without a handler, Python puts warnings on stderr, where people expect sentences.
    logging.getLogger().addHandler(logging.NullHandler())
    sys.exit(main(sys.argv[1:]))


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Lines end as written: CSV has CR LF of its own, which Windows would double.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    options = argparse.Namespace()
    try:
        options = _parser().parse_args(words)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except _FAULTS as fault:
        print(" ".join(str(fault).split()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PermissionError as error:
        print(f"Không có quyền mở {error.filename}. Cấp quyền đọc ghi, hoặc chọn chỗ khác.", file=sys.stderr)
        return 2
    except Exception as error:
        print(_record_bug(options, error), file=sys.stderr)
        return 2


def _record_bug(options: argparse.Namespace, error: Exception) -> str:
    """Write what nobody foresaw into the profile's log; the sentence for people."""
    try:
        settings = Settings.load({"profile": getattr(options, "profile", None)}, os.environ)
        with _logging(settings):
            _log.critical("command failed", exc_info=error)
    except _FAULTS:
        return f"Quầy Live gặp lỗi không ngờ ({type(error).__name__}); hãy chạy lại hoặc báo người hỗ trợ."
    return f"Quầy Live gặp lỗi không ngờ; chi tiết đã ghi vào {settings.profile.log}, hãy chạy lại."


@contextmanager
def _logging(settings: Settings) -> Iterator[None]:
    """What is logged goes to the profile's log file. Raises ProfileError."""
    settings.profile.make()
    stop = start_logging(settings.profile.log, settings.log_level, settings.secrets)
    try:
        yield
    finally:
        stop()


def _parser() -> _Parser:
    common = _Parser(add_help=False)
    for name in ("--database", "--profile", "--staff", "--log-level"):
        common.add_argument(name, default=argparse.SUPPRESS)
    parser = _Parser(
        prog="quaylive", description="Quầy Live: bình luận thành đơn, không bán lố.", parents=[common]
    )
    parser.add_argument("--version", action="version", version=f"Quầy Live {__version__}")
    parser.set_defaults(command=_window)
    commands = parser.add_subparsers(parser_class=_Parser)

    demo = commands.add_parser("demo", parents=[common], help="mở cửa sổ với buổi live tập dượt")
    demo.add_argument("--speed", type=_speed, default=1.0)
    demo.add_argument("--seed", type=int, default=7)
    demo.add_argument("--scenario", type=Path)
    demo.add_argument("--screenshot", type=Path)
    demo.add_argument("--after", type=_seconds, default=30.0)
    demo.add_argument("--size", type=_size, default=None)
    demo.add_argument("--theme", choices=("light", "dark", "system"), default=None)
    demo.set_defaults(command=_demo)

    sandbox = commands.add_parser("sandbox", parents=[common], help="chỉ chạy máy chủ giả lập")
    sandbox.add_argument("--port", type=int, default=0)
    sandbox.add_argument("--seed", type=int, default=7)
    sandbox.add_argument("--scenario", type=Path)
    sandbox.add_argument("--speed", type=_speed, default=1.0)
    sandbox.add_argument("--until-stdin-closes", action="store_true")
    sandbox.add_argument("--products", type=_products, help="số sản phẩm khác trong Omni")
    sandbox.set_defaults(command=_sandbox)

    listen = commands.add_parser(
        "listen", parents=[common], help="đọc live hoặc bài viết và chốt đơn, không cửa sổ"
    )
    listen.add_argument("--live", required=True, help="mã live, hay mã bài viết với kịch bản sales_post")
    listen.add_argument("--script", type=Path, required=True)
    listen.add_argument("--until-ended", action="store_true")
    listen.add_argument("--for", dest="seconds", type=_seconds)
    listen.set_defaults(command=_listen)

    replay = commands.add_parser("replay", parents=[common], help="chạy lại một buổi live đã ghi")
    replay.add_argument("--script", type=Path, required=True)
    replay.add_argument("comments", type=Path, nargs="?")
    replay.set_defaults(command=_replay)

    orders = commands.add_parser("orders", parents=[common], help="danh sách đơn")
    orders.add_argument("--status", type=_status)
    orders.add_argument("--campaign", type=_campaign)
    orders.add_argument("--format", choices=("json", "csv", "xlsx"), default="json")
    orders.add_argument("--output", type=Path)
    orders.set_defaults(command=_orders)

    doctor = commands.add_parser("doctor", parents=[common], help="kiểm tra máy, dữ liệu, token")
    doctor.set_defaults(command=_doctor)

    backup = commands.add_parser("backup", parents=[common], help="sao lưu dữ liệu ra một tệp")
    backup.add_argument("file", type=Path)
    backup.set_defaults(command=_backup)

    restore = commands.add_parser("restore", parents=[common], help="khôi phục dữ liệu từ tệp sao lưu")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--recovery-code", metavar="MÃ", help="mã khôi phục của máy đã tạo bản sao lưu; - đọc từ stdin"
    )
    restore.set_defaults(command=_restore)
    return parser


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1000:
        raise argparse.ArgumentTypeError("tốc độ từ 0 đến 1000")
    return speed


def _products(text: str) -> int:
    products = int(text)
    if not 0 <= products <= 10_000:
        raise argparse.ArgumentTypeError("số sản phẩm từ 0 đến 10000")
    return products


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 10_000_000:
        raise argparse.ArgumentTypeError("số giây không hợp lệ")
    return seconds


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9]\d{0,3})x([1-9]\d{0,3})", text, re.ASCII)
    if found is None:
        raise argparse.ArgumentTypeError("kích thước viết dạng 1366x768")
    return int(found[1]), int(found[2])


def _campaign(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _MOST:
        raise argparse.ArgumentTypeError("số chiến dịch không hợp lệ")
    return number


def _status(text: str) -> OrderStatus:
    try:
        return OrderStatus(text.upper())
    except ValueError:
        raise argparse.ArgumentTypeError(f"trạng thái là một trong: {', '.join(OrderStatus)}") from None


def _settings(options: argparse.Namespace) -> Settings:
    told = {name: getattr(options, name, None) for name in ("database", "profile", "staff", "log_level")}
    settings = Settings.load(told, os.environ)
    for complaint in settings.complaints:
        print(complaint, file=sys.stderr)
    return settings


def read_script(path: Path) -> Mapping[str, Any]:
    """The JSON object of a script file. Raises UserFault."""
    try:
        raw = json.loads(path.read_text("utf-8-sig"))
    except OSError:
        raise UserFault(f"Không đọc được kịch bản {path}. Kiểm tra lại đường dẫn.") from None
    except (ValueError, RecursionError):
        raise UserFault(f"Kịch bản {path} không phải JSON hợp lệ. Sửa tệp rồi chạy lại.") from None
    if not isinstance(raw, dict):
        raise UserFault(f"Kịch bản {path} phải là một đối tượng JSON.")
    return raw


def _replay(options: argparse.Namespace) -> int:
    from desktop.services.replay import Replay

    script = read_script(options.script)
    found = 0
    with closing(Database.open(None)) as database, closing(_recording(options.comments)) as recording:
        for answer in Replay(database, script).run(_decoded(recording)):
            found |= "line" in answer
            print(json.dumps(answer, ensure_ascii=False), flush=True)
    return found


def _recording(path: Path | None) -> IO[bytes]:
    """The recorded comments: a file, or standard input. Raises UserFault."""
    if path is None and sys.stdin is None:  # The shell has closed it.
        return io.BytesIO()
    if path is None:
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb") if _has_descriptor(sys.stdin) else sys.stdin.buffer
    try:
        return path.open("rb")
    except OSError:
        raise UserFault(f"Không đọc được tệp bình luận {path}. Kiểm tra lại đường dẫn.") from None


def _has_descriptor(stream: IO[str]) -> bool:
    try:
        return stream.fileno() >= 0
    except (OSError, ValueError):
        return False


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """Lines as text; what is not UTF-8 comes through as something that no JSON parser takes."""
    for number, line in enumerate(lines):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = "not UTF-8"
        yield text.removeprefix("\ufeff") if number == 0 else text


def _orders(options: argparse.Namespace) -> int:
    from desktop.services import exports, orders

    settings = _settings(options)
    if options.format == "xlsx" and options.output is None:
        raise UserFault("Tệp xlsx cần chỗ lưu: thêm --output don.xlsx")
    if not settings.database.exists():
        raise UserFault(f"Chưa có dữ liệu ở {settings.database}. Kiểm tra --database hoặc --profile.")
    with closing(open_database(settings)) as database:
        listed = database.read_sync(orders.listed, options.status, options.campaign)
    written = exports.write_orders(listed, options.format)
    if options.output is None:
        print(written.decode(), end="")
        return 0
    try:
        options.output.write_bytes(written)
    except OSError:
        raise UserFault(f"Không ghi được {options.output}. Chọn chỗ khác hoặc kiểm tra đĩa.") from None
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from desktop.services import doctor

    told = {name: getattr(options, name, None) for name in ("database", "profile", "staff", "log_level")}
    settings = Settings.load(told, os.environ)  # Its complaints are among the findings.
    verdicts = set()

    def tell(finding: doctor.Finding) -> None:
        verdicts.add(finding.verdict)
        print(finding, flush=True)

    for finding in doctor.examine_computer(settings):
        tell(finding)
    keyring, settings = doctor.examine_keyring(settings)
    tell(keyring)

    async def ask_services() -> None:
        async for finding in doctor.examine_services(settings):
            tell(finding)

    asyncio.run(ask_services())
    return int(doctor.Verdict.WRONG in verdicts)


def _backup(options: argparse.Namespace) -> int:
    from desktop.storage.restore import back_up

    settings, target = _settings(options), options.file.absolute()
    if not settings.database.exists():
        raise UserFault(f"Chưa có dữ liệu ở {settings.database}. Kiểm tra --database hoặc --profile.")
    if target.exists() and target.samefile(settings.database):
        raise UserFault(f"{target} là chính tệp dữ liệu đang dùng. Chọn tên tệp khác để sao lưu.")
    back_up(settings.database, target, existing_key(settings, holder_of(settings)))
    print(f"Đã sao lưu dữ liệu vào {target}. Giữ tệp này cùng khoá dữ liệu: thiếu khoá thì không mở được.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    settings, source = _settings(options), options.file.absolute()
    if not source.exists():
        raise UserFault(f"Không thấy tệp sao lưu {source}. Kiểm tra lại đường dẫn.")
    if settings.database.exists() and source.samefile(settings.database):
        raise UserFault(f"{source} là chính tệp dữ liệu đang dùng. Chọn tệp sao lưu khác.")
    holder = holder_of(settings)
    kept = bring_in(settings, holder, _readable_backup(settings, holder, source, options))
    print(f"Đã khôi phục dữ liệu từ {source}." + (f" Dữ liệu trước đó còn ở {kept}." if kept else ""))
    return 0


def _readable_backup(
    settings: Settings, holder: KeyHolder | None, source: Path, options: argparse.Namespace
) -> KeyedBackup:
    """The backup with its key: one of this profile, or that of the recovery code. Raises UserFault."""
    told: str | None = options.recovery_code
    if holder is None:
        if told is not None:
            raise UserFault("Tệp dữ liệu thường không dùng mã khôi phục: bỏ --recovery-code hoặc --database.")
        return KeyedBackup(source, None)
    if told is None:
        known = known_backup(settings.profile, source, held_key(settings, holder))
        if known is not None:
            return known
    code = _asked_code() if told is None else sys.stdin.readline() if told == "-" else told
    return checked_backup(source, code)


def _asked_code() -> str:
    """One line of the terminal. Raises UserFault where nobody sits there."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserFault(
            "Khoá của máy này không mở được tệp sao lưu. Thêm --recovery-code MÃ của máy đã tạo ra tệp,"
            " hoặc chọn đúng tệp."
        )
    print("Bản sao lưu của máy khác. Gõ mã khôi phục của máy đó: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()


def _scenario(options: argparse.Namespace) -> Any:
    from desktop.sandbox import rehearsal, scenario

    if options.scenario is None:
        return rehearsal.generate(options.seed)
    try:
        return scenario.load(options.scenario)
    except scenario.ScenarioError as error:
        raise UserFault(str(error)) from None


def _sandbox(options: argparse.Namespace) -> int:
    from desktop.sandbox import command
    from desktop.sandbox.server import SandboxError

    scenario = _scenario(options)
    if options.products is not None:
        scenario = replace(scenario, filler_products=options.products)
    try:
        asyncio.run(
            command.run(
                scenario,
                port=options.port,
                speed=options.speed,
                out=sys.stdout,
                until_stdin_closes=options.until_stdin_closes,
            )
        )
    except SandboxError as error:
        raise UserFault(str(error)) from None
    return 0


def _listen(options: argparse.Namespace) -> int:
    settings = _settings(options)
    script = read_script(options.script)
    kind = parse_script(script).kind
    if options.until_ended and kind is CampaignKind.SALES_POST:
        raise UserFault("Bài viết không có lúc kết thúc: bỏ --until-ended, hoặc thay bằng --for SỐ_GIÂY.")
    if settings.key_file is None or not settings.profile.tokens.exists():
        _require_token(settings)  # Nothing is kept: no need to open anything.
    opened = open_data(settings, holder_of(settings))
    with closing(opened.database) as database:
        settings = _with_tokens(settings, opened.key)
        _require_token(settings)
        with _logging(settings):  # Not before: it must know what never to write.
            return asyncio.run(_listening(database, settings, options, script))


def _require_token(settings: Settings) -> None:
    if not settings.graph_token:
        raise UserFault("Chưa có token Facebook. Đặt QUAYLIVE_GRAPH_TOKEN rồi chạy lại.")


def _with_tokens(settings: Settings, key: bytes | None) -> Settings:
    """With the kept tokens; where they cannot be read, those of the environment may do."""
    try:
        return with_kept_tokens(settings, key)
    except SecretsError as fault:
        print(fault, file=sys.stderr)
        return settings


async def _listening(
    database: Database, settings: Settings, options: argparse.Namespace, script: Mapping[str, Any]
) -> int:
    from desktop.clients.secret import Secret
    from desktop.services.listening import graph_client, listen
    from desktop.services.stock_reading import fresh_stock

    async with AsyncExitStack() as ending:
        secret = Secret(settings.app_secret) if settings.app_secret else None
        graph = graph_client(settings.graph_url, settings.graph_token, settings.graph_version, secret)
        client = await ending.enter_async_context(graph)
        stock = await ending.enter_async_context(
            fresh_stock(database, settings.omni_url, settings.omni_token, EventBus())
        )
        return await listen(
            database,
            client,
            options.live,
            script,
            page_id=settings.page_id,
            until_ended=options.until_ended,
            seconds=options.seconds,
            out=lambda row: print(json.dumps(row, ensure_ascii=False), flush=True),
            complain=lambda text: print(text, file=sys.stderr, flush=True),
            before_deciding=stock,
        )


def _window(options: argparse.Namespace) -> int:
    from desktop.app import run_window

    return run_window(_settings(options))


def _demo(options: argparse.Namespace) -> int:
    from desktop.rehearsing import run_demo, screenshot

    shot = screenshot(options.screenshot, options.after) if options.screenshot else None
    return run_demo(
        _settings(options),
        scenario=_scenario(options),
        speed=options.speed,
        errand=shot,
        size=options.size,
        theme=options.theme,
    )
