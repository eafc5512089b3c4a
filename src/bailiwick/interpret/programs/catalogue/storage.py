"""Disks, volumes, file systems, snapshots and backups."""

from __future__ import annotations

from bailiwick.interpret.programs.grammar import Program

_DISK = "sys.config what=device destroys"

PROGRAMS = (
    Program(
        "mount",
        options="""
            -t --types =; -o --options =; -O =; -L --label =; -U --uuid =; -T --fstab =read; -a; -r; -w; -n; -v
            -B --bind; -R --rbind; -M; -l; -N =; -m
            --options-mode =; --options-source =; -O --test-opts =; --source =; --target =; --target-prefix =; -N --namespace =
        """,
        operands="text*",
        does="sys.config what=device if operands|a",
    ),
    Program(
        "umount swapoff swapon losetup cryptsetup mdadm dmsetup kpartx fusermount sshfs bindfs encfs gocryptfs veracrypt eject",
        options="""
            -a; -l; -f; -R; -t =; -O =; -u; -d; -p =; -o =; -z; -c =; -s =; -h =; --key-file =read; -C; -v; --zero-superblock; --stop; --fail
            --remove; --create; -q --batch-mode; -y
        """,
        commands={
            "luksFormat|erase|luksErase|luksKillSlot|luksRemoveKey|reencrypt|remove_all|wipe_table": Program(
                operands="text*", does=_DISK
            ),
        },
        operands="text*",
        does="sys.config what=device if operands|a\nsys.config what=device destroys if zero-superblock",
    ),
    Program("udisksctl", operands="text*", options="-b =; -p =; -o =", does="sys.config what=device"),
    Program(
        """
            mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mkfs.f2fs mkfs.minix
            mkfs.exfat mkfs.bfs mkfs.cramfs mkfs.jfs mkfs.reiserfs mkfs.msdos mke2fs mkntfs mkdosfs mkswap newfs
            newfs_apfs newfs_hfs newfs_msdos newfs_exfat newfs_udf
            mkexfatfs mkreiserfs
        """,
        options="""
            -t --type =; -L =; -b =; -i =; -N =; -m =; -O =; -E =; -F; -f; -q; -n =; -s =; -U =; -d =; -l =; -c; -V
        """,
        semantics="make_filesystem",
    ),
    Program(
        "wipefs",
        options="-a --all; -b; -f; -n --no-act; -o --offset =; -t --types =; -q; -J; -O =; -p; -i",
        operands="text*",
        does=f"{_DISK} if all|offset !no-act",
    ),
    Program(
        "asr",
        options="-source --source =; -target --target =; -erase --erase; -noprompt --noprompt; -puppetstrings",
        style="single",
        operands="text*",
        does=f"{_DISK} if erase",
    ),
    Program(
        "fdisk sfdisk cfdisk gdisk sgdisk cgdisk parted gparted partprobe diskutil fixparts sfdisk.static",
        options="""
            -l --list; -s =; -b =; -c =?; -x; -u =?; -L =?; -o =; -t =; -n =; -d =; -Z --zap-all; -o; -z --zap; -g
            -p --print; --wipe =; --delete =; -a =; -m; --dump; -V; -v --version
        """,
        semantics="partition",
    ),
    Program(
        """
            hdparm sdparm nvme smartctl badblocks blkdiscard tune2fs e2fsck fsck fsck.ext4 xfs_repair xfs_admin
            resize2fs debugfs e2label btrfstune ntfsfix dosfsck testdisk photorec fstrim blockdev ddrescue dcfldd
            dc3dd partclone.ext4 flashrom efibootmgr grub-install grub2-install update-grub grub-mkconfig
            bootctl-install
        """,
        options="""
            -a; -A =?; -i; -I; -t; -T; -H; -l; -n; -w; -f; -y; -p; -o =; -s =; -b =; -L =; -m =; -c =; -v; -r; -z
            -d =; --security-erase =; --security-erase-enhanced =; --trim-sector-ranges =
            --yes-i-know-what-i-am-doing
        """,
        semantics="disk_tool",
    ),
    Program(
        "fsarchiver",
        options="-o; -v; -d; -A; -a; -e =; -L =; -z =; -Z =; -s =; -j =; -c =",
        commands={
            "restfs|restdir": Program(operands="read text*", does="sys.config what=device destroys"),
            "savefs|savedir": Program(operands="output text*", does="sys.config what=device"),
        },
        operands="word*",
    ),
    Program(
        "vgcfgrestore",
        options="-f =read; -l --list; -t; --force",
        operands="text*",
        does="sys.config what=device destroys unless list",
    ),
    Program("wodim cdrecord growisofs dvd+rw-format cdrdao", style="raw", semantics="burner"),
    Program(
        "zfs zpool",
        options="-r; -R; -f; -n; -v; -o =; -O =; -d =; -t =; -H; -p; -s =",
        commands={
            "destroy": Program(does="infra.destroy system=@program what=dataset all?r|R"),
            "rollback": Program(does="infra.destroy system=@program what=snapshot"),
            "labelclear|remove|detach|offline|export|split|replace": Program(does=_DISK),
            "create|add|attach": Program(does="sys.config what=device"),
            "list|get|status|iostat|history|diff|holds|help|version|allow|events|upgrade|wait": Program(
                operands="text*", stdout="meta"
            ),
            "**": Program(operands="text*", does="sys.config what=device"),
        },
    ),
    Program(
        "btrfs",
        commands={
            "subvolume|sub|subvol": Program(
                commands={
                    "delete|del": Program(does="infra.destroy system=btrfs what=snapshot"),
                    "list|show|find-new|get-default|sync": Program(),
                    "create|snapshot|set-default": Program(does="sys.config what=device"),
                }
            ),
            "device|balance|replace|rescue|restore|quota|qgroup|send|receive|property": Program(
                operands="text*", does="sys.config what=device"
            ),
            "filesystem|fi|check|scrub|inspect-internal|version|help": Program(operands="text*"),
        },
    ),
    Program(
        "lvremove vgremove pvremove vgreduce lvreduce",
        options="-f; -y; -t --test; -L =; -l =",
        operands="text*",
        does="sys.config what=device destroys if operands",
    ),
    Program(
        """
            lvcreate vgcreate pvcreate lvextend lvresize vgextend lvchange vgchange pvchange lvconvert lvrename
            vgrename pvmove
        """,
        options="-L =; -l =; -n =; -s; -f; -y; -a =; -t =",
        operands="text*",
        does="sys.config what=device if operands",
    ),
    Program(
        "lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan pvscan",
        options="-o =; --units =",
        operands="text*",
        stdout="meta",
    ),
    Program(
        "snapper timeshift",
        options="""
            -c --config =; -r --restore; -d --description =; --delete; --delete-all; --create; --list; --snapshot =
            --scripted; --comments =; -t =
        """,
        does="infra.destroy system=@program what=snapshot if delete|delete-all|restore",
        commands={
            "delete|remove|rm|cleanup": Program(does="infra.destroy system=@program what=snapshot"),
            "undochange|rollback": Program(does="infra.destroy system=@program what=snapshot"),
            "list|ls|create|status|diff|get-config|list-configs": Program(operands="text*"),
        },
    ),
    Program(
        """
            restic borg rustic kopia duplicity duply rdiff-backup bup attic rclone-backup borgmatic backrest
            wal-g barman pgbackrest proxmox-backup-client
        """,
        semantics="sends",
        options="""
            -r --repo =; -p --password-file =read; --password-command =shell; -e --exclude =; --exclude-file =read
            --files-from =read; --tag =; --host =; -H =; --keep-last =; --keep-daily =; --keep-weekly =
            --keep-monthly =; --keep-yearly =; --keep-within =; --path =; -o =; -n --dry-run; --prune
            -t --target =; -i --include =; -v; -q; --json; --stats; -C =; -P =; --cache-dir =
            --repository-version =; -f; --force; -d; --config =; --remove-older-than =
        """,
        does="infra.destroy system=@program what=backup if remove-older-than !dry-run",
        commands={
            "snapshot list|snapshot ls|snapshot create|snapshot restore|snapshot verify|snapshot estimate": Program(
                operands="path*", semantics="sends"
            ),
            "key remove|key delete": Program(does="infra.destroy system=@program what=key"),
            "* purge|* purgeFull|* purge-full|* purgeIncr|* purge-incr|* purgeAuto": Program(
                options="--force", does="infra.destroy system=@program what=backup if force"
            ),
            "remove-*|forget|prune|delete|compact|remove|expire|cleanup|destroy|purge|snapshot|*-delete": Program(
                does="infra.destroy system=@program what=backup if !dry-run"
            ),
            (
                "backup|create|init|copy|check|snapshots|list|ls|stats|diff|info|find|cache|unlock|rebuild-index|"
                "repair|tag|version|mount|umount|restore|extract|dump|cat|key|config|migrate|recover|self-update|"
                "rewrite|policy|repository|verify|collection-status|break-lock|with-lock|export-tar|import-tar|"
                "rename|recreate|benchmark|generate|options|features|features|help"
            ): Program(operands="path*", semantics="sends"),
        },
    ),
    Program(
        "tarsnap",
        options="""
            -c; -d; -x; -t; -r; -f =; -T =read; -C =; --exclude =; --include =; --keyfile =read; --cachedir =; --nuke
            --list-archives; --print-stats; --fsck; --fsck-prune; --dry-run; -v; --noisy-warnings
        """,
        style="old",
        does="infra.destroy system=tarsnap what=backup if d|nuke|fsck-prune !dry-run",
        semantics="sends",
    ),
    Program(
        "tmutil",
        commands={
            (
                "delete|deletelocalsnapshots|thinlocalsnapshots|deleteinprogress|disable|disablelocal|"
                "removedestination|disablelocalbackup"
            ): Program(does="infra.destroy system=tmutil what=backup"),
            "**": Program(operands="text*"),
        },
    ),
    Program(
        "rclone",
        options="""
            --config =read; --include =; --exclude =; --filter =; --include-from =read; --exclude-from =read
            --filter-from =read; --files-from =read; --transfers =; --checkers =; --bwlimit =; --log-file =output
            --max-age =; --min-age =; --max-size =; --max-depth =; --backup-dir =; -n --dry-run; -i --interactive
            -v; -P; --password-command =shell; --rc-addr =; --metadata-mapper =shell
        """,
        semantics="rclone",
    ),
)
