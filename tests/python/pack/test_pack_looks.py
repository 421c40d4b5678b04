"""The pack as a person meets it: in a browser, light and dark, wide and narrow, and as a tagged PDF."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright
from pypdf import PdfReader

from steward.pack.pages import load_pages
from steward.pack.write import Pack, write_pack
from steward.project import Project

pytestmark = pytest.mark.slow
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(color_scheme=getattr(request, "param", "light"), java_script_enabled=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_nothing_serious_for_a_screen_reader_and_no_request_outside(page: Page, pack: Pack) -> None:
    asked: list[str] = []

    def remember(request: Request) -> None:
        asked.append(request.url)

    page.on("request", remember)
    serious = {}
    for declared in load_pages():
        page.goto((pack.folder / declared.file).as_uri())
        found = Axe().run(page).response["violations"]
        bad = [item["id"] for item in found if item["impact"] in ("serious", "critical")]
        if bad:
            serious[declared.id] = bad
    assert serious == {}
    assert [url for url in asked if not url.startswith("file://")] == []


def test_a_narrow_window_needs_no_sideways_scrolling(page: Page, pack: Pack) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    for declared in load_pages():
        page.goto((pack.folder / declared.file).as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, declared.id


def test_the_questions_of_an_officer_are_answered_where_they_look(page: Page, pack: Pack) -> None:
    page.goto((pack.folder / "index.html").as_uri())
    assert "可签署" in page.inner_text(".verdict")
    page.click("text=Privileges")
    phone = page.locator("tr", has_text="手机号")
    assert phone.filter(has_text="compliance").count() == 1
    assert phone.filter(has_text="analyst").count() == 0
    page.click("text=Disclosures")
    assert page.locator("tr", has_text="agreement-harbour-2026").first.is_visible()


def test_the_pdf_is_tagged_in_its_language_and_needs_no_outside(
    pack_project: Project, tmp_path: Path
) -> None:
    made = write_pack(pack_project, language="zh", pdf=True, out=tmp_path)
    document = PdfReader(io.BytesIO((made.folder / "pack.pdf").read_bytes()))
    root = document.trailer["/Root"]
    assert root["/Lang"].startswith("zh")
    assert root["/MarkInfo"]["/Marked"]
    text = "".join(page.extract_text() for page in document.pages)
    for declared in load_pages():
        assert declared.title.zh.replace(" ", "") in text.replace(" ", "").replace("\n", ""), declared.id
