"""The page in a real browser, where one is installed."""

from __future__ import annotations

import logging
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from service.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
EMOJI = (
    "ANN LEE: 🙂👩‍👩‍👧 “It’s £5 million”, the mayor said. At least 14 people were killed in May 2023.\n\nBOB RAY: No, £6 million 🙂 was paid.\n\n"
    "ANN LEE: I see.\n\nBOB RAY: Good.\n"
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page at `/`; any error on its console, a breach of the policy too, fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1400, "height": 1000}, **getattr(request, "param", {})})
    context.set_default_timeout(8000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    yield opened
    context.close()
    assert not [e for e in errors if "status of 4" not in e and "ERR_FAILED" not in e], errors


def ask(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.click(".primary")
    page.wait_for_selector("#facts tbody tr")


def violations(page: Page) -> list[str]:
    found = Axe().run(page)
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]


def test_paste_and_see_the_words_marked(page: Page) -> None:
    ask(page, EMOJI)
    assert page.locator(".transcript .fact.money").all_inner_texts() == ["£5 million", "£6 million"]
    assert "GBP 5,000,000" in page.locator("#facts").inner_text()
    assert page.evaluate("document.activeElement.id") == "result"


def test_hover_and_focus_tell_all_of_a_fact(page: Page) -> None:
    ask(page, EMOJI)
    card = page.locator("#card")
    expect(card).to_be_hidden()
    page.hover(".transcript .fact.money >> nth=1")
    expect(card).to_be_visible()
    assert re.search(
        r"GBP 6,000,000\s+Said by\s+Bob Ray\s+Credited to\s+–\s+How\s+own words\s+Put as\s+\w+\s+Sure\s+\d+%\s+Rule\s+money\.", card.inner_text()
    )
    page.hover("h1")
    page.mouse.move(5, 5)
    page.focus(".transcript .fact.casualties")
    expect(card).to_contain_text("at least 14 killed")
    expect(card).to_contain_text("Bounds14 or more")
    assert page.get_attribute(".transcript .fact.casualties", "aria-describedby") == "card"
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_filters_narrow_table_and_marks(page: Page) -> None:
    ask(page, EMOJI)
    shown = page.locator("#facts tbody tr:visible")
    total = shown.count()
    page.uncheck("[name=kind][value=money]")
    assert shown.count() == total - 2
    expect(page.locator("#shown-count")).to_have_text(f"{total - 2} of {total} shown")
    assert page.locator(".transcript .fact.money.off").count() == 2
    page.check("[name=kind][value=money]")
    page.select_option("[name=speaker]", "Bob Ray")
    assert "£6 million" in shown.all_inner_texts()[0]
    assert not any("£5 million" in row for row in shown.all_inner_texts())
    page.select_option("[name=speaker]", "")
    page.fill("[name=words]", "14 people")
    assert shown.count() == 1
    page.fill("[name=words]", "")
    page.locator("[name=confidence]").fill("100")
    assert shown.count() < total
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#facts tbody tr:visible")).to_have_count(total)


def test_long_names_leave_room_for_the_words(page: Page) -> None:
    name = "Baroness Featherstonehaugh-Cholmondeley of Wolfeschlegelsteinhausenbergerdorff"
    ask(page, f"{name}: The International Federation of Red Cross and Red Crescent Societies said that 14 people were killed.\n\nBob Ray: No.\n")
    expect(page.locator("#facts tbody")).to_contain_text("Wolfeschlegel")
    assert page.evaluate("(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.querySelector('.facts .scroll'))") <= 1
    assert page.evaluate("document.querySelector('#facts tbody th').offsetWidth") > 120


def test_the_chart_of_speakers_filters_by_speaker(page: Page) -> None:
    ask(page, EMOJI)
    page.click(".bars button.name >> text=Bob Ray")
    assert not any("£5 million" in row for row in page.locator("#facts tbody tr:visible").all_inner_texts())
    page.click(".bars button.name >> text=Bob Ray")
    assert any("£5 million" in row for row in page.locator("#facts tbody tr:visible").all_inner_texts())


def test_rows_sort_both_ways(page: Page) -> None:
    ask(page, "It cost £20 million. Then £3 million. Then £100 million.")
    figures = page.locator("#facts tr.money .figure")
    page.click("th[data-sort=order] button")
    assert figures.all_inner_texts() == ["GBP 3,000,000", "GBP 20,000,000", "GBP 100,000,000"]
    assert page.get_attribute("th[data-sort=order]", "aria-sort") == "ascending"
    page.click("th[data-sort=order] button")
    assert figures.all_inner_texts() == ["GBP 100,000,000", "GBP 20,000,000", "GBP 3,000,000"]


def test_a_row_leads_to_its_words_and_back(page: Page) -> None:
    ask(page, "\n".join(f"Part {n}. Nothing is said here." for n in range(200)) + "\nIt cost £5 million.\n" + "Nothing more.\n" * 100)
    words = page.locator(".transcript .fact.money")
    page.click("#facts tr.money a")
    expect(words).to_be_in_viewport()
    expect(words).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#facts tr.money")).to_be_in_viewport()
    expect(page.locator("#facts tr.money a")).to_be_focused()
    expect(page.locator("#facts tr.money")).to_have_class(re.compile("current"))


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [("CSV", "facts.csv", "\ufeffdocument,id,kind"), ("JSON", "facts.json", '{"document"'), ("JSON-LD", "facts.jsonld", '{"@context"')],
)
def test_facts_are_saved(page: Page, button: str, name: str, begins: str) -> None:
    ask(page, EMOJI)
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    assert download.value.suggested_filename == name
    assert Path(download.value.path()).read_text("utf-8").startswith(begins)


def test_the_request_can_be_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "It cost £5 million.")
    page.click("#copy")
    expect(page.locator("#copy")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("curl http://127.0.0.1")
    assert "£5 million" in copied


def choose(page: Page, name: str, data: bytes) -> None:
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_text_file_is_read_in_its_encoding(page: Page, encoding: str) -> None:
    choose(page, "a.txt", "“It cost £5 million”, she said.".encode(encoding))
    expect(page.locator(".transcript .fact.money")).to_have_text("£5 million")
    assert page.input_value("#text") == "“It cost £5 million”, she said."
    expect(page.locator("#status")).to_contain_text(re.compile("Windows-1252: check" if encoding == "windows-1252" else r"Read in [\d.]+ s\.\s*$"))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", b"PK\x03\x04\x14\x00\x06\x00", "is not a text"),
        ("a.pdf", b"%PDF-1.7 and so on", "is not a text"),
        ("a.rtf", rb"{\rtf1\ansi It cost 5 million pounds.}", "is not a text"),
        ("a.txt", b"It cost 5 million. " * 400_000, "is larger than this page takes"),
    ],
)
def test_a_file_that_is_no_text_is_refused_and_the_text_stays(page: Page, name: str, data: bytes, why: str) -> None:
    page.fill("#text", "It cost £5 million.")
    choose(page, name, data)
    expect(page.locator("#status")).to_contain_text(f"“{name}” {why}")
    assert page.input_value("#text") == "It cost £5 million."
    expect(page.locator("#facts")).to_have_count(0)


def test_the_same_file_can_be_chosen_again(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for amount in ("£5 million", "£6 million"):
        path.write_text(f"It cost {amount}.", "utf-8")
        page.set_input_files("#file", path)
        expect(page.locator(".transcript .fact.money")).to_have_text(amount)


def test_the_example_leaves_no_date_behind(page: Page) -> None:
    page.click("#example")
    page.wait_for_selector("#facts tbody tr")
    assert page.input_value("#reference_date") == ""
    ask(page, "It was built last year.")
    expect(page.locator("#facts tbody")).to_contain_text("no date to count it from")


@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_a_telephone_shows_all_of_a_row(page: Page) -> None:
    ask(page, EMOJI)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row = page.locator("#facts tr.quotes").first
    row.scroll_into_view_if_needed()
    for words in ("Ann Lee", "mayor", "direct quotation"):
        expect(row.get_by_text(words)).to_be_in_viewport()
    assert page.evaluate("[...document.querySelectorAll('#facts td, #facts th')].every((cell) => cell.getBoundingClientRect().right <= 390)")


def test_a_file_can_be_dropped(page: Page) -> None:
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["It cost €7 million."], "b.txt"));
            for (const kind of ["dragover", "drop"]) document.querySelector("#ask").dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.locator(".transcript .fact.money")).to_have_text("€7 million")


def test_a_fault_is_told_and_the_text_stays(page: Page) -> None:
    page.select_option("#format", "srt")
    page.fill("#text", "It cost £5 million.")
    page.click(".primary")
    expect(page.locator(".problem")).to_contain_text("Not a transcript of this format")
    assert page.input_value("#text") == "It cost £5 million."


def test_a_service_that_is_gone_is_told(page: Page) -> None:
    page.route("**/*", lambda route: route.abort())
    page.fill("#text", "It cost £5 million.")
    page.click(".primary")
    expect(page.locator("#status")).to_contain_text("That did not work")
    assert page.input_value("#text") == "It cost £5 million."


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_the_form_and_the_links_work(page: Page) -> None:
    page.fill("#text", EMOJI)
    page.click(".primary")
    assert page.locator(".transcript .fact.money").all_inner_texts() == ["£5 million", "£6 million"]
    expect(page.locator("#filters")).to_be_hidden()
    page.click("#facts tr.money a >> nth=0")
    assert page.url.endswith("#f-m1")
    expect(page.locator("#f-m1")).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "facts.csv"
    page.click("#example")
    assert page.locator("#facts tbody tr").count() > 15


@pytest.mark.parametrize("page", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": {"width": 380, "height": 800}}], indirect=True)
def test_axe_finds_nothing(page: Page) -> None:
    assert violations(page) == []
    page.click("#example")
    page.wait_for_selector("#facts tbody tr")
    assert violations(page) == []
    page.hover(".transcript .fact.money")
    assert violations(page) == []
    for path in ("/docs", "/problems", "/problems/invalid"):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)
        assert violations(page) == []


@pytest.mark.parametrize("page", [{"color_scheme": "dark"}], indirect=True)
def test_dark_is_dark(page: Page) -> None:
    red, green, blue = (int(n) for n in re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3])
    assert max(red, green, blue) < 64


def made(length: int) -> str:
    """A debate of so many characters, with a figure in about every other sentence."""
    text = ""
    n = 0
    while len(text) < length:
        n += 1
        text += (
            f"SPEAKER {n % 7}: In March {1990 + n % 30} we paid £{n + 1}.5 million 🙂, the Flood Office said. Nobody on this side of the House has ever "
            f"thought that it was enough, and nobody will. At least {n + 3} people were killed. I remember how we stood on the bridge, how the water "
            f"came up to the doors of the church, and how the neighbours carried what they could. They lost {n % 90 + 2}% of the homes in Corrow.\n\n"
        )
    return text


def timed(page: Page, text: str) -> float:
    """Seconds from the press of the button to the facts on the page."""
    page.evaluate("document.querySelector('#result').replaceChildren()")
    page.fill("#text", text)
    began = time.monotonic()
    page.click(".primary")
    page.wait_for_selector("#facts tbody tr")
    return time.monotonic() - began


def test_40_kb_is_marked_within_a_second(page: Page) -> None:
    ask(page, EMOJI)
    text = made(40_000)
    assert min(timed(page, text) for _ in range(3)) < 1.0  # of three: the machine may be busy with other things
    assert page.locator(".transcript .fact").count() > 300


def test_200_kb_works(page: Page) -> None:
    text = made(200_000)
    taken = timed(page, text)
    assert page.locator("#facts tbody tr").count() > 1500
    assert taken < 10
    page.uncheck("[name=kind][value=money]")
    expect(page.locator("#shown-count")).to_contain_text("shown")
