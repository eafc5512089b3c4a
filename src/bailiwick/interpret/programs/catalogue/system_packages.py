"""Package managers of operating systems: what they install is for the whole machine."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program
from bailiwick.model.operation import EMPTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_REMOVED = "pkg.install manager=@program removes packages=@operands"

_SYSTEM = """
    -y --yes --assume-yes; -q; -qq; --no-install-recommends; -t --target-release =; -o --option =
    -c --config-file =; -f --fix-broken; --reinstall; --allow-downgrades; --purge; -s --just-print --no-act --recon --simulate; --dry-run
    --force-yes; --allow-unauthenticated; -d --download-only; --root =; --releasever =; --enablerepo =
    --disablerepo =; --setopt =; --no-cache; --virtual =; -X --repository =; -U; --update-cache
"""

_HOOKED = "-o --option =setting; -c --config-file =requirements"
"""Options of apt and dnf that set what they run, or name a file that does."""


def _system(
    name: str,
    *,
    install: str,
    remove: str,
    other: str,
    configure: str = "add-repository",
    more: Mapping[str, Program] = EMPTY,
) -> Program:
    """A manager of system packages: everything it installs is for the whole machine."""
    return Program(
        name,
        options=f"{_SYSTEM}\n{_HOOKED}",
        commands={
            **more,
            install: Program(
                operands="package:global*", does="pkg.install manager=@program global locked unless operands"
            ),
            remove: Program(operands="text*", does="pkg.install manager=@program global removes packages=@operands"),
            configure: Program(operands="text*", does="sys.config what=global"),
            other: Program(operands="text*"),
        },
    )


PROGRAMS = (
    _system(
        "apt apt-get aptitude",
        install="install|build-dep|upgrade|dist-upgrade|full-upgrade|safe-upgrade",
        remove="remove|purge|autoremove",
        other="""
            update|search|show|list|policy|depends|rdepends|clean|autoclean|check|changelog|source|download|help|why|moo|indextargets
        """,
        configure="edit-sources|satisfy",
    ),
    _system(
        "dnf yum microdnf tdnf zypper",
        install="""
            install|in|localinstall|groupinstall|group|upgrade|update|up|dist-upgrade|dup|distro-sync|reinstall|swap|builddep|downgrade|module
        """,
        remove="remove|rm|erase|autoremove",
        other="""
            search|se|info|list|ls|repolist|repoquery|provides|whatprovides|check-update|clean|makecache|history|help|deplist|lr|refresh|ref|lu|list-updates
        """,
        configure="config-manager|copr|addrepo|ar|removerepo|rr|modifyrepo|mr",
    ),
    _system(
        "apk",
        install="add|upgrade|fix",
        remove="del",
        other="update|search|info|list|policy|fetch|version|stats|cache|index|verify|dot|manifest|audit",
        configure="mkndx",
    ),
    _system(
        "brew",
        install="install|reinstall|upgrade|bundle|cask",
        remove="uninstall|remove|rm|autoremove",
        other="""
            services|update|search|info|list|ls|outdated|deps|uses|doctor|config|home|cleanup|leaves|cat|log|help|--prefix|--version|--cellar|--repository|shellenv|desc|options|missing|analytics|commands|style|audit|test|edit|create|fetch|formulae|casks|tap-info
        """,
        configure="""
            tap|untap|link|unlink|services start|services stop|services restart|services run|services kill|services cleanup|pin|unpin|developer|migrate|switch|postinstall
        """,
    ),
    _system(
        "snap flatpak",
        install="install|refresh|update",
        remove="remove|uninstall",
        other="""
            list|find|search|info|version|remotes|ps|changes|connections|interfaces|history|logs|services|known|tasks|watch|whoami|warnings|help|config|permissions
        """,
        configure="""
            connect|disconnect|set|unset|override|remote-add|remote-delete|alias|login|restart|start|stop|enable|disable|revert|switch
        """,
        more={
            "run": Program(
                options="""
                    --command =; --shell; --branch =; --arch =; --filesystem =; --nofilesystem =; --share =; --socket =
                    --device =; --env =; --cwd =; --user; --system; -d --devel; --die-with-parent; --talk-name =
                """,
                style="posix",
                operands="text*",
                semantics="app_command",
            ),
        },
    ),
    _system(
        """
            port pkg pkgin pkg_add emerge xbps-install eopkg swupd pkcon winget choco scoop nix-channel tlmgr
            opkg ipkg rpm-ostree
        """,
        install="install|add|upgrade|in|i",
        remove="remove|delete|uninstall|rm",
        other="search|list|info|show|update|outdated|status|help|source|query|export|version|describe",
        configure="source add|feature|bucket add|pin|config",
    ),
    Program(
        "pacman yay paru pamac",
        options="""
            -S --sync; -R --remove; -Q --query; -U --upgrade; -s --search; -y --refresh; -u --sysupgrade; -c --clean
            -i --info; -l --list; -n; -d; -k; -o; -w; --noconfirm; --needed; --root =; --config =read; --asdeps
        """,
        operands="installed*",
        does="""
            pkg.install manager=@program global packages=@operands if sync|upgrade operands !search !info !list
            pkg.install manager=@program global removes packages=@operands if remove
        """,
    ),
    Program(
        "dpkg-deb",
        options="""
            -b --build; -c --contents; -I --info; -W --show; -f --field; -x --extract; -X --vextract; -R --raw-extract
            -e --control; -Z =; -z =; -S =; --root-owner-group; --nocheck; -v; --ctrl-tarfile; --fsys-tarfile
        """,
        operands="read create?",
    ),
    Program(
        "dpkg",
        options="""
            -i --install; -r --remove; -P --purge; -l --list; -L --listfiles; -s --status; -S --search
            -c --contents; -I --info; -x --extract; -b --build; --configure; --add-architecture =; --force-all
            --unpack; -e --control; --print-architecture; -a; --get-selections; -V
        """,
        operands="text*",
        does="""
            pkg.install manager=dpkg global packages=@operands if install|unpack
            pkg.install manager=dpkg global removes packages=@operands if remove|purge
        """,
    ),
    Program(
        "rpm rpmbuild rpmspec",
        options="""
            --pipe =shell; -E --eval =; -D --define =
            -i --install; -U --upgrade; -F --freshen; -e --erase; -q --query; -a --all; -l --list; -V --verify; -K
            -v; -h; --import; --nodeps; --force; --root =; -p; -f; -bb; -ba; -bs; --qf =
            --queryformat =
        """,
        operands="installed*",
        semantics="embedded",
        does="""
            pkg.install manager=rpm global packages=@operands if install|upgrade|freshen !query
            pkg.install manager=rpm global removes packages=@operands if erase
        """,
    ),
    Program(
        "nix nix-shell nix-build",
        options="""
            -f --file =read; -p --packages; --run =shell; -c --command; -A --attr =; --pure; -I =; --expr -E =
            --option =; --impure; --profile =; --extra-experimental-features =; --arg =; --argstr =; -o =; -j =
        """,
        commands={
            "profile install|profile add": Program(operands="package:global*"),
            "profile remove": Program(operands="text*", does=_REMOVED),
        },
        operands="text*",
        semantics="nix",
    ),
    Program(
        """
            nix-env nix-store nix-instantiate nixpkgs-fmt nix-collect-garbage
            nix-prefetch-url
        """,
        options="""
            -i --install; -e --uninstall; -iA >install =; -f --file =read; -p --packages; --run =shell
            --command =shell; -c; -A --attr =; --pure; -I =; --expr -E =; --option =; -q; -qa; -d --delete-old
            --impure; --profile =; --extra-experimental-features =; --arg =; --argstr =; -o =; -j =; -u --upgrade
        """,
        operands="text*",
        does="pkg.install manager=nix global packages=@operands if install !query",
    ),
    Program(
        """
            apt-cache apt-file apt-mark apt-config dpkg-query dpkg-reconfigure
            update-alternatives
        """,
        operands="text*",
        options="-s; -f =; -W; -l; --install; --set; --config; -y; -r",
        does="sys.config what=global if set|install",
    ),
    Program(
        "apt-key add-apt-repository apt-add-repository",
        options="-y --yes; -r --remove; -u --update; -n --no-update; --keyring =; --keyserver =",
        commands={"list|finger|export|exportall": Program(operands="text*")},
        operands="text*",
        does="sys.config what=global",
    ),
)
