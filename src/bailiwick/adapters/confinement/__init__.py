"""Sandboxes of the operating system: this process gives up rights for good, then becomes the command."""
