"""Files that a script wrote are seen by what it runs next."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.shell.overlay import IMAGES, FileImage, OverlaidInquiry, Overlay, combined
from bailiwick.model.fact import FileType, PathFact, PathQuery, ProgramFact, ProgramQuery, TextFact, TextQuery

SECRET = frozenset({Label.SECRET})


def test_what_is_written_is_read_back() -> None:
    overlay = Overlay()
    overlay.write("/a/../x", Data(literal("one\n")), append=False)
    overlay.write("/x", Data(literal("two\n"), SECRET), append=True)
    image = overlay.get("/x")
    assert image is not None
    assert image.data.text is not None
    assert image.data.text.known == "one\ntwo\n"
    assert image.data.labels == SECRET


def test_facts_of_the_host_are_overlaid() -> None:
    overlay = Overlay()
    overlay.write("/x", Data(literal("text")), append=False)
    host = Inquiry({PathQuery("/x"): PathFact("/x"), TextQuery("/x", 10): TextFact(None)})
    inquiry = OverlaidInquiry(host, overlay)
    path, text = inquiry.ask(PathQuery("/x")), inquiry.ask(TextQuery("/x", 10))
    assert path.type is FileType.FILE
    assert text.text == "text"


def test_a_link_of_the_script_leads_to_its_target() -> None:
    overlay = Overlay()
    overlay.put("/p/l", FileImage(link="/home/dev/.ssh"))
    host = Inquiry({PathQuery("/home/dev/.ssh/id"): PathFact("/home/dev/.ssh/id", FileType.FILE)})
    assert OverlaidInquiry(host, overlay).ask(PathQuery("/p/l/id")).real == "/home/dev/.ssh/id"


def test_links_in_a_circle_end() -> None:
    overlay = Overlay()
    overlay.put("/a", FileImage(link="/b"))
    overlay.put("/b", FileImage(link="/a"))
    assert overlay.through_links("/a") in ("/a", "/b")


def test_a_program_that_the_script_wrote_is_found_on_the_search_path() -> None:
    overlay = Overlay()
    overlay.cwd = "/srv"
    overlay.write("/srv/git", Data(literal("rm -rf /")), append=False)
    assert OverlaidInquiry(Inquiry({}), overlay).ask(ProgramQuery("git", (".", "/usr/bin"))) == ProgramFact(
        "/srv/git", "/srv/git"
    )


def test_removing_a_directory_forgets_what_is_below() -> None:
    overlay = Overlay()
    overlay.write("/d/x", Data(literal("a")), append=False)
    overlay.remove("/d")
    assert overlay.get("/d/x") is None


def test_a_file_below_an_unpacked_directory_has_its_labels() -> None:
    overlay = Overlay()
    overlay.put("/d", FileImage(Data(None, frozenset({Label.NETWORK})), directory=True))
    tree = overlay.tree("/d/a/b.sh")
    assert tree is not None
    assert Label.NETWORK in tree.data.labels
    assert overlay.tree("/e/b.sh") is None


def test_the_number_of_images_is_bounded() -> None:
    overlay = Overlay()
    for number in range(IMAGES + 10):
        overlay.put(f"/{number}", FileImage())
    assert len(overlay.paths()) == IMAGES


def test_streams_join_in_order_and_unite_labels() -> None:
    joined = combined((Data(literal("a")), Data(None, SECRET, "secret")))
    assert joined.labels == SECRET
    assert joined.text is not None
    assert joined.text.prefix == "a"
    assert joined.text.known is None
