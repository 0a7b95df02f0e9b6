"""No page is ever a stack trace: an error is a sentence and a way out."""

from streamlit.testing.v1 import AppTest

from tests.faces.conftest import ROOT, shown
from tracker.widgets import served
from tracker.widgets.served import House


def test_a_ledger_that_cannot_be_opened_is_a_sentence(tmp_path):
    path = tmp_path / "broken.db"
    path.write_bytes(b"this is not a database at all" * 400)
    served.configure(House(path))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not at.exception
    assert len(at.error) == 1
    assert "Traceback" not in shown(at)
    assert len(at.get("page_link")) == 1
    served.configure(House())


def test_a_fault_of_the_trackers_own_is_a_sentence_too(caplog):
    def page():
        from tracker.widgets.frame import show_failure

        try:
            {}["missing"]
        except KeyError as error:
            show_failure(error)

    at = AppTest.from_function(page, default_timeout=30)
    at.run()
    said = at.error[0].value
    assert "your ledger is as it was" in said
    assert "missing" not in said
    assert "a page failed" in caplog.text
    caplog.clear()


def test_refusals_say_what_to_do(open_app):
    at = open_app(page="files")
    at.file_uploader[0].upload("notes.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "text/csv").run()
    assert not at.exception
    assert "notes.csv" in at.error[0].value.replace("\\", "")
    assert "Nothing was written" in shown(at)
