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


def test_a_ledger_that_was_deleted_under_the_open_app_is_refused_and_can_be_saved(open_app, tmp_path):
    def page():
        from tracker.errors import TrackerError
        from tracker.widgets.frame import show_failure
        from tracker.widgets.served import desk

        try:
            desk().settings()
        except TrackerError as error:
            show_failure(error)

    open_app(page="today")
    path = tmp_path / "tracker.db"
    served.desk().store.watch()
    served.desk().store.rest(0)
    path.unlink()
    at = AppTest.from_function(page, default_timeout=30).run()
    assert not at.exception
    assert "was deleted or moved while it was open; nothing was written" in at.error[0].value
    at.text_input(key="moved_name").set_value(str(tmp_path / "saved.db"))
    at.button(key="moved_save").click().run()
    assert "Saved as" in at.success[0].value
    assert (tmp_path / "saved.db").stat().st_size
    assert not path.exists()
    assert at.button(key="moved_go_on").label == "Begin a new, empty ledger there"
    at.button(key="moved_go_on").click().run()
    assert not at.error
    assert path.exists()
