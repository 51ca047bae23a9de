"""Files that people hand in: what they are by their bytes, and whether they are harmless enough to keep.

Everything that parses runs in a child process with limits (`check_file`); the parent only words its answer.
"""

from .check import Checked, FileRefused, check_file
from .kinds import EXTENSIONS, FileKind, kind_of_name
from .limits import FileLimits
from .names import clean_file_name

__all__ = [
    "EXTENSIONS",
    "Checked",
    "FileKind",
    "FileLimits",
    "FileRefused",
    "check_file",
    "clean_file_name",
    "kind_of_name",
]
