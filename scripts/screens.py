"""Look at the house: ``python -m scripts.screens FOLDER [--url ADDRESS] [--only NAME]``.

Shoots every page of the table at a desk's and a phone's size, light and dark, signed in as officers of the
demonstration. Uses the house at ADDRESS, or raises one for the time it takes. Needs Debian's ``chromium``.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "http://127.0.0.1:8138"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"ban": (1366, 768), "dien-thoai": (390, 844)}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True)
class Shot:
    """A page: its address, who looks (words on his button of the sign-in page), a link to follow from there."""

    name: str
    path: str
    who: str = ""
    follow: str = ""


POLICE = "Công an"
SHOTS = (
    Shot("dang-nhap", "/tai-khoan/dang-nhap/"),
    Shot("quen-mat-khau", "/tai-khoan/mat-khau/quen/"),
    Shot("bo-thanh-phan", "/bo-thanh-phan/", POLICE),
    Shot("hom-nay", "/", POLICE),
    Shot("van-ban", "/van-ban/", POLICE),
    Shot("mot-van-ban", "/van-ban/", POLICE, follow="main table a, main .items a"),
    Shot("viec", "/viec/", POLICE),
    Shot("mot-viec", "/viec/", POLICE, follow="main table a, main .items a"),
    Shot("tong-hop", "/tong-hop/", POLICE),
    Shot("lich", "/lich/", POLICE),
    Shot("dot", "/dot/", POLICE),
    Shot("danh-ba", "/danh-ba/", POLICE),
    Shot("tai-khoan", "/tai-khoan/", POLICE),
    Shot("khong-co-trang", "/khong-co-trang-nay/", POLICE),
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's browser, with nothing of its own to say to the network."""
    found = shutil.which("chromium")
    if not found:
        raise SystemExit("Chưa có trình duyệt: cài gói Debian chromium (apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/tai-khoan/dang-nhap/", timeout=5):
            return True
    except (URLError, OSError):
        return False


@contextmanager
def house(address: str) -> Iterator[str]:
    """The running house, or one raised for the occasion."""
    if answers(address):
        yield address
        return
    process = subprocess.Popen([sys.executable, "-m", "diemtua.cli", "up", "--demo"], cwd=ROOT)
    try:
        deadline = time.monotonic() + 300
        while not answers(address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("Hệ thống trình diễn không lên được; xem nhật ký ở trên.")
            time.sleep(1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def enter(page: Page, address: str, who: str) -> None:
    """Press the first demonstration officer whose button holds ``who``."""
    page.goto(f"{address}/tai-khoan/dang-nhap/")
    page.locator(".casts details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    page.locator(".cast button", has_text=who).first.click()
    page.wait_for_load_state()


def shoot(page: Page, address: str, shot: Shot, file: Path) -> str:
    """One picture of the whole page; returns what was strange about it, or nothing."""
    answer = page.goto(f"{address}{shot.path}")
    if shot.follow and page.locator(shot.follow).count():
        page.locator(shot.follow).first.click()
        page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    page.screenshot(path=str(file), full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    status = answer.status if answer else 0
    return ", ".join([f"mã {status}"] * (status >= 400) + ["tràn ngang"] * wide)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Chụp các trang chính.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", default=ADDRESS)
    parser.add_argument("--only", default="", help="chỉ những trang có tên chứa chữ này")
    given = parser.parse_args(words)
    given.folder.mkdir(parents=True, exist_ok=True)
    chosen = [shot for shot in SHOTS if given.only in shot.name]
    with house(given.url) as address, chromium() as browser:
        for place, (width, height) in SIZES.items():
            for theme in THEMES:
                for who, shots in groupby(chosen, key=lambda shot: shot.who):
                    context = browser.new_context(
                        viewport={"width": width, "height": height}, color_scheme=theme, locale="vi-VN"
                    )
                    page = context.new_page()
                    if who:
                        enter(page, address, who)
                    for shot in shots:
                        file = given.folder / f"{shot.name}-{place}-{theme}.png"
                        print(f"{file.name:<44}{shoot(page, address, shot, file)}")
                    context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
