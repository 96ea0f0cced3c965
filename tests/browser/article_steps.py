"""What a person does on the page that takes in articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser import steps

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def press(page: Page, name: str) -> None:
    """Press a button, once the page stands still."""
    steps.show(page.get_by_role("button", name=name)).click()


def paste(page: Page, text: str) -> None:
    """Paste a text and have its figures found."""
    page.get_by_label("Or paste the article's text").fill(text)
    press(page, "Find the figures")
    expect(page.get_by_role("list", name="Figures found")).to_be_visible()
    steps.settle(page)


def upload(page: Page, *files: tuple[str, bytes]) -> None:
    """Choose files, given as name and bytes, and have their figures found."""
    chosen = [{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in files]
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(chosen)
    expect(page.get_by_test_id("stFileChip")).to_have_count(len(files))
    steps.settle(page)
    press(page, "Find the figures")


def fill(page: Page, label: str, text: str) -> None:
    """Fill a text field and leave it."""
    field = page.get_by_role("textbox", name=label)
    field.fill(text)
    field.press("Tab")
    page.keyboard.press("Escape")  # the calendar that the next field may open
    expect(field).to_have_value(text)
    steps.settle(page)


def about_the_corridor(page: Page) -> None:
    """Say what the figures are about that name no route."""
    box = page.get_by_role("combobox", name="About, where the text names no route")
    steps.show(box).click()
    page.get_by_role("option", name="Middle Corridor", exact=True).click()
    page.keyboard.press("Escape")
    expect(figures(page).first).not_to_contain_text("Choose what it is about")
    steps.settle(page)


def figures(page: Page) -> Locator:
    """The list's rows."""
    return page.locator("[data-row]")


def state(row: Locator, word: str) -> None:
    """Wait until a figure is accepted, rejected or neither."""
    expect(row).to_have_attribute("data-state", word)


def save(page: Page) -> None:
    """Save the article being read."""
    press(page, "Save the article")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Saved as")
    steps.settle(page)


def add(page: Page, text: str, publisher: str) -> None:
    """Bring a pasted article with all its figures."""
    paste(page, text)
    fill(page, "Title, best in your own words", f"{publisher}'s article")
    fill(page, "Publisher", publisher)
    about_the_corridor(page)
    press(page, "Accept all that lack nothing")
    expect(page.get_by_role("status").filter(has_text="0 open")).to_be_visible()
    save(page)
