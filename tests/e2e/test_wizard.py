"""A bank file of debit and credit words, on a small dark screen: each doubt is asked before anything is stored."""

import pytest

BANK = b"""Booked,Text,Way,Sum,Balance
13/09/2026,Northwind pay,credit,200.00,1200.00
14/09/2026,Shop,debit,20.00,1180.00
15/09/2026,Northwind pay,credit,100.00,1280.00
"""


def pick(window, text):
    window.page.locator("[data-testid=stRadio] label").filter(has_text=text).last.click()
    window.page.get_by_role("button", name="That is it").click()
    window.settled()


@pytest.mark.parametrize("dark", [True])
def test_the_questions_of_a_bank_file(on_own, dark, tmp_path):
    window = on_own(
        "--as-of", "2026-10-31", viewport={"width": 390, "height": 844}, color_scheme="dark" if dark else "light"
    )
    page = window.open("import")
    page.locator("input[type=file]").set_input_files({"name": "bank.csv", "mimeType": "text/csv", "buffer": BANK})
    page.get_by_text("What are the rows", exact=False).first.wait_for()
    window.settled()
    assert page.get_by_role("button", name="Read the file so").is_disabled()
    window.whole(tmp_path / "question.png")
    pick(window, "money that arrived")
    page.get_by_text("Which of these sums is what you were paid?").first.wait_for()
    pick(window, "the column Sum")
    page.get_by_text("which way did the money go?").first.wait_for()
    for word, meaning in (("credit", "money that came in"), ("debit", "money that went out")):
        window.choose(word, meaning)
    window.whole(tmp_path / "words.png")
    page.get_by_role("button", name="That is it").click()
    window.settled()
    pick(window, "it is left out")
    window.choose("Currency", "US Dollar")
    page.get_by_role("button", name="That is it").click()
    window.settled()
    page.get_by_text("as they would be stored").first.wait_for()
    content, shown = window.width()
    assert content <= shown
    window.whole(tmp_path / "rows.png")
    page.get_by_text("Correct how the columns are read").click(force=True)
    page.get_by_role("button", name="Read the file so").click()
    window.settled()
    page.get_by_text("Whose", exact=False).first.wait_for()
