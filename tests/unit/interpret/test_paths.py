"""The path engine against real file systems: links, detours, unknown pieces."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.adapters.host_facts import HostFacts
from bailiwick.interpret.effects import Hole, Label, Text, join, literal, unknown
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.paths import locate, uncertain
from bailiwick.interpret.resources import DANGEROUS
from bailiwick.model.errors import BoundError, InputError
from bailiwick.model.operation import Resource, ResourceClass
from bailiwick.model.request import Place

if TYPE_CHECKING:
    from pathlib import Path

    from bailiwick.model.fact import Fact, FactQuery

SECRET, PROJECT, OUTSIDE, SYSTEM = (
    ResourceClass.SECRET,
    ResourceClass.PROJECT,
    ResourceClass.OUTSIDE,
    ResourceClass.SYSTEM,
)


class Ground:
    """A home with a project on a real disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "home"
        self.project = self.home / "work" / "app"
        (self.project / "src").mkdir(parents=True)
        (self.home / ".ssh").mkdir()
        (self.home / ".ssh" / "id_ed25519").write_text("k")
        (self.project / ".env").write_text("k")
        (self.project / "src" / "main.py").write_text("k")
        (root / "tmp").mkdir()
        self.place = Place(
            project=str(self.project), home=str(self.home), temps=(str(root / "tmp"),), user="dev", platform="linux"
        )

    def locate(self, text: Text | str, *, cwd: str | None = None, follow: bool = True) -> Resource:
        source = HostFacts(home=str(self.home))
        facts: dict[FactQuery, Fact] = {}
        for _ in range(6):
            inquiry = Inquiry(facts)
            found = locate(
                text,
                cwd=str(self.project) if cwd is None else cwd,
                place=self.place,
                inquiry=inquiry,
                follow=follow,
            )
            if not inquiry.missing:
                return found
            facts.update(source.fetch(inquiry.missing))
        raise AssertionError("the path engine never has enough facts")


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path.resolve())


def test_a_relative_path_is_in_the_working_directory(ground: Ground) -> None:
    found = ground.locate("main.py", cwd=str(ground.project / "src"))
    assert found.value == str(ground.project / "src" / "main.py")
    assert PROJECT in found.classes
    assert found.given == "main.py"


def test_the_tilde_is_the_home_directory_of_the_user(ground: Ground) -> None:
    assert SECRET in ground.locate("~/.ssh/id_ed25519").classes
    assert ground.locate("~dev/x").value == str(ground.home / "x")


def test_a_tilde_that_the_shell_did_not_expand_is_a_letter(ground: Ground) -> None:
    found = locate("~/x", cwd=str(ground.project), place=ground.place, inquiry=Inquiry({}), tilde=False)
    assert found.value == f"{ground.project}/~/x"


def test_a_relative_path_in_an_unknown_directory_is_not_in_the_project(ground: Ground) -> None:
    found = ground.locate("src/main.py", cwd="")
    assert uncertain(found)
    assert not found.classes & {PROJECT, ResourceClass.TEMP}
    assert SECRET in ground.locate("config/.env", cwd="").classes


def test_a_path_is_kept_as_written_where_links_make_it_another_one(ground: Ground) -> None:
    os.symlink(ground.home / ".ssh", ground.project / "docs")
    linked = ground.locate("./docs/id_ed25519")
    assert linked.value == str(ground.home / ".ssh" / "id_ed25519")
    assert linked.written == str(ground.project / "docs" / "id_ed25519")
    assert ground.locate("src/../src/main.py").written == ""


def test_a_link_in_the_project_to_a_secret_is_a_secret(ground: Ground) -> None:
    os.symlink(ground.home / ".ssh" / "id_ed25519", ground.project / "notes.txt")
    found = ground.locate("notes.txt")
    assert SECRET in found.classes
    assert PROJECT not in found.classes


def test_a_harmless_file_under_a_secret_name_counts_as_secret_too(ground: Ground) -> None:
    os.symlink(ground.project / "src" / "main.py", ground.project / "server.pem")
    assert {SECRET, PROJECT} <= ground.locate("server.pem").classes


def test_dots_after_a_link_are_resolved_where_the_link_leads(ground: Ground) -> None:
    os.symlink(ground.home / ".ssh", ground.project / "docs")
    found = ground.locate("docs/../.ssh/id_ed25519")
    assert found.value == str(ground.home / ".ssh" / "id_ed25519")
    assert SECRET in found.classes


def test_both_readings_of_dots_after_a_link_count(ground: Ground) -> None:
    other = ground.root / "other" / "deep"
    other.mkdir(parents=True)
    os.symlink(other, ground.project / "link")
    # The kernel goes to other/.env, a program that removes dots as text goes to the project's .env.
    (ground.root / "other" / "readme").write_text("x")
    os.symlink(ground.home / ".ssh" / "id_ed25519", ground.project / "readme")
    assert SECRET in ground.locate("link/../readme").classes


def test_what_removes_a_link_does_not_touch_where_it_leads(ground: Ground) -> None:
    os.symlink("/etc", ground.project / "etc")
    assert SYSTEM in ground.locate("etc").classes
    removed = ground.locate("etc", follow=False)
    assert removed.value == str(ground.project / "etc")
    assert SYSTEM not in removed.classes
    assert SYSTEM in ground.locate("etc/", follow=False).classes


def test_a_linked_directory_above_the_link_itself_is_followed_even_then(ground: Ground) -> None:
    os.symlink("/etc", ground.project / "etc")
    assert ground.locate("etc/hosts", follow=False).value == "/etc/hosts"


def test_doubled_slashes_do_not_leave_the_project(ground: Ground) -> None:
    assert PROJECT in ground.locate(f"/{ground.project}//src///main.py").classes
    assert ground.locate("//etc/shadow", follow=False).value == "/etc/shadow"
    assert ground.locate("/etc", follow=False).value == "/etc"


def test_a_loop_of_links_is_located_without_end(ground: Ground) -> None:
    os.symlink("b", ground.project / "a")
    os.symlink("a", ground.project / "b")
    assert PROJECT in ground.locate("a/x").classes


def test_a_missing_file_below_a_linked_directory_is_where_the_link_leads(ground: Ground) -> None:
    (ground.root / "elsewhere").mkdir()
    os.symlink(ground.root / "elsewhere", ground.project / "new")
    found = ground.locate("new/deep/file")
    assert found.value == str(ground.root / "elsewhere" / "deep" / "file")
    assert OUTSIDE in found.classes
    assert PROJECT not in found.classes


def test_the_project_reached_through_a_link_is_the_project(ground: Ground) -> None:
    os.symlink(ground.project, ground.root / "shortcut")
    found = ground.locate("src/main.py", cwd=str(ground.root / "shortcut"))
    assert PROJECT in found.classes
    assert OUTSIDE not in found.classes


@pytest.mark.parametrize(
    "detour",
    [
        "/proc/self/root/etc/shadow",
        "/proc/thread-self/root/etc/shadow",
        "/proc/1/root/etc/shadow",
        "/proc/self/task/7/root/etc/shadow",
        "/proc/self/root/proc/self/root/etc/shadow",
        "/proc/self/../self/root/etc/shadow",
        "//proc//self/./root/etc//shadow",
        "/dev/../proc/self/root/etc/shadow",
    ],
)
def test_detours_over_process_directories_lead_to_the_file(ground: Ground, detour: str) -> None:
    found = ground.locate(detour)
    assert found.value == "/etc/shadow"
    assert SECRET in found.classes


def test_the_working_directory_of_the_own_process_is_the_callers(ground: Ground) -> None:
    assert ground.locate("/proc/self/cwd/.env").value == str(ground.project / ".env")


def test_the_working_directory_of_another_process_is_unknown(ground: Ground) -> None:
    found = ground.locate("/proc/77/cwd/.env")
    assert uncertain(found)
    assert SECRET in found.classes


@pytest.mark.parametrize("path", ["/proc/self/environ", "/proc/1/environ", "/proc/self/task/3/environ", "/proc/1/mem"])
def test_environments_and_memories_of_processes_are_secret(ground: Ground, path: str) -> None:
    assert SECRET in ground.locate(path).classes


@pytest.mark.parametrize("path", ["/dev/null", "/dev/stdout", "/dev/fd/3", "/dev/tty", "/proc/self/fd/1", "/dev/stdin"])
def test_pseudo_files_are_harmless(ground: Ground, path: str) -> None:
    assert ground.locate(path).classes == {ResourceClass.SINK}


def test_device_nodes_hold_data(ground: Ground) -> None:
    assert ResourceClass.DEVICE in ground.locate("/dev/sda1").classes


def test_a_nul_byte_is_refused(ground: Ground) -> None:
    with pytest.raises(InputError, match="without NUL"):
        ground.locate("safe.txt\0/../../etc/shadow")


def test_an_endless_path_is_refused(ground: Ground) -> None:
    with pytest.raises(BoundError):
        ground.locate("../" * 10_000)


def test_a_windows_path_is_recognised_everywhere(ground: Ground) -> None:
    assert ground.locate("C:\\Windows\\System32\\config\\SAM").value == "C:/Windows/System32/config/SAM"
    assert SECRET in ground.locate("C:\\Windows\\System32\\config\\SAM").classes
    assert OUTSIDE in ground.locate("\\\\server\\share\\x").classes


def test_on_windows_slashes_and_drives_mean_the_same() -> None:
    place = Place(project="C:/work/app", home="C:/Users/dev", platform="windows", ignores_case=True, temps=("C:/Temp",))
    for text in ("c:\\WORK\\app\\src\\x.py", "src\\x.py", "C:/work/app/./src/x.py", "\\\\?\\C:\\work\\app\\src\\x.py"):
        found = locate(text, cwd="C:\\work\\app", place=place, inquiry=Inquiry({}))
        assert PROJECT in found.classes, text
    assert SECRET in locate("~\\.SSH\\id_rsa", cwd="C:\\work\\app", place=place, inquiry=Inquiry({})).classes


def test_case_does_not_hide_the_project_or_a_secret_where_case_is_ignored() -> None:
    place = Place(project="/Users/dev/App", home="/Users/dev", platform="darwin", ignores_case=True)
    assert PROJECT in locate("/users/DEV/app/x", cwd="/", place=place, inquiry=Inquiry({})).classes
    assert SECRET in locate("/users/DEV/.SSH/ID_RSA", cwd="/", place=place, inquiry=Inquiry({})).classes


def test_a_known_end_names_the_danger_of_an_unknown_beginning(ground: Ground) -> None:
    found = ground.locate(join(unknown("$X"), literal("/.ssh/id_rsa")))
    assert found.classes == {SECRET}
    assert uncertain(found)


def test_a_known_directory_keeps_its_classes_for_an_unknown_name(ground: Ground) -> None:
    found = ground.locate(join(literal("/etc/"), unknown("$F")))
    assert found.value == "/etc/*"
    assert SYSTEM in found.classes
    assert PROJECT in ground.locate(join(literal("src/"), unknown("$F"), literal(".py"))).classes


def test_an_unknown_piece_behind_a_linked_directory_is_where_it_leads(ground: Ground) -> None:
    os.symlink("/etc", ground.project / "conf")
    found = ground.locate(join(literal("conf/"), unknown("$F")))
    assert found.value == "/etc/*"
    assert PROJECT not in found.classes


def test_an_unknown_name_may_be_empty_and_mean_the_directory(ground: Ground) -> None:
    assert ResourceClass.PROJECT_ROOT in ground.locate(join(literal("./"), unknown("$DIR"))).classes
    assert ResourceClass.ROOT in ground.locate(join(literal("/"), unknown("$DIR"))).classes
    assert ResourceClass.HOME_ROOT in ground.locate(join(literal("~/"), unknown("$DIR"))).classes


def test_a_wholly_unknown_path_is_of_no_class(ground: Ground) -> None:
    assert ground.locate(unknown("$X")) == Resource(ground.locate("x").type, "*", "<$X>")


def test_a_name_from_the_network_is_not_trusted_to_stay_in_the_project(ground: Ground) -> None:
    fetched = Text(("src/", Hole("output of curl")), frozenset({Label.NETWORK}))
    assert PROJECT not in ground.locate(fetched).classes


def test_a_star_over_everything_is_the_directory_itself(ground: Ground) -> None:
    star = Hole("*", glob=True)
    assert ResourceClass.PROJECT_ROOT in ground.locate(Text((star,))).classes
    assert ResourceClass.HOME_ROOT in ground.locate(Text((f"{ground.home}/", star))).classes
    assert ResourceClass.PROJECT_ROOT not in ground.locate(Text(("src/", star))).classes


def test_a_glob_is_a_secret_when_a_file_it_matches_is(ground: Ground) -> None:
    star = Hole("*", glob=True)
    assert SECRET in ground.locate(Text((".e", star))).classes
    assert SECRET not in ground.locate(Text(("src/", star))).classes
    assert SECRET not in ground.locate(Text((star, ".py"))).classes


def test_brackets_in_a_name_are_not_a_glob(ground: Ground) -> None:
    (ground.project / "pages").mkdir()
    (ground.project / "pages" / "[e]nv").write_text("x")
    assert SECRET not in ground.locate(Text(("pages/[e]", Hole("*", glob=True)))).classes


def test_another_repository_is_marked_and_the_own_one_is_not(ground: Ground) -> None:
    for root in (ground.home / "work" / "other", ground.project):
        for name in ("objects", "refs"):
            (root / ".git" / name).mkdir(parents=True)
        (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    assert ResourceClass.REPOSITORY in ground.locate("../other/x").classes
    assert ResourceClass.REPOSITORY not in ground.locate("src/x").classes
    assert ResourceClass.REPOSITORY not in ground.locate("~/notes.txt").classes


_NAMES = st.sampled_from(["src", "..", ".", "", "a", ".env", ".ssh", "id_rsa", "*", "~", "x y", "é"])
_PATHS = st.lists(_NAMES, min_size=1, max_size=6).map("/".join)


@given(st.text(), st.sampled_from(["", "/p/app", "/"]))
def test_any_text_is_located_or_refused(text: str, cwd: str) -> None:
    place = Place(project="/p/app", home="/p", user="dev")
    try:
        found = locate(text, cwd=cwd, place=place, inquiry=Inquiry({}))
    except InputError:
        assert "\0" in text
    else:
        assert found.value


@given(st.lists(st.one_of(st.text(max_size=5), st.booleans().map(lambda glob: Hole("h", glob=glob))), max_size=5))
def test_any_abstract_text_is_located_or_refused(parts: list[str | Hole]) -> None:
    text = join(*(literal(part) if isinstance(part, str) else Text((part,)) for part in parts))
    place = Place(project="/p/app", home="/p", user="dev")
    try:
        locate(text, cwd="/p/app", place=place, inquiry=Inquiry({}))
    except InputError:
        assert any("\0" in part for part in parts if isinstance(part, str))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(path=_PATHS)
def test_dots_cancel_when_there_are_no_links(ground: Ground, path: str) -> None:
    plain = ground.locate(f"/nowhere/{path}")
    detour = ground.locate(f"/nowhere/a/../{path}")
    assert (plain.value, plain.classes) == (detour.value, detour.classes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(path=_PATHS.filter(lambda path: path.strip("/.") != ""))
def test_a_link_never_loses_a_danger_of_what_it_leads_to(ground: Ground, path: str) -> None:
    target = ground.locate(path)
    link = ground.root / "link"
    link.unlink(missing_ok=True)
    os.symlink(target.value, link)
    assert target.classes & DANGEROUS <= ground.locate(str(link)).classes
