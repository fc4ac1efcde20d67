"""A file that bears its name only once it is whole."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

from xenstream.octets.outlet import Outlet, octets_in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_FULL = (errno.ENOSPC, errno.EDQUOT)


class RefusedError(Exception):
    """A file that must not be written, and why."""


unfinished: list[KeptFile] = []
"""Those that are open: what is to be told of where a signal ends the process."""


class KeptFile(Outlet):
    """A file that gets a copy. A regular one bears its name only once it is whole.

    Until then it is FILE.partial, made anew and for its owner alone: nobody who had the name
    before can read it or write to it.
    """

    def __init__(self, path: str, others: tuple[int, ...], *, access: int = os.O_WRONLY) -> None:
        """Open it for writing; it must be none of the open descriptors `others`.

        With `access` O_RDWR it can be read back, too, and must be a regular file.

        Raises:
            RefusedError: it is one of those, or somebody else has its other name.
            OSError: it cannot be opened.

        """
        if not path:
            raise RefusedError("a file has no empty name")
        if path == "-":
            raise RefusedError("- is no file's name, and standard output cannot stand for one: ./-")
        self._path = path
        self._others = others
        self._access = access
        self._partial: str | None = None
        self._folder = -1
        before = _status_of(path)
        if before is not None and not stat.S_ISREG(before.st_mode):
            if access == os.O_RDWR:
                raise RefusedError(f"{path} is no regular file")
            self._refuse_the_same(path, before)
            descriptor = os.open(path, os.O_WRONLY | os.O_NOCTTY)
            super().__init__(descriptor, path, f"the reader of {path}")
            return
        if before is not None:
            self._refuse_the_same(path, before)
        whole = os.path.realpath(path)  # what is a link stays one
        folder, self._name = os.path.split(whole)
        self._partial = f"{whole}.partial"
        self._short = f"{self._name}.partial"
        self._folder = _open_folder(folder)
        try:
            super().__init__(self._open_partial(), self._partial)
        except BaseException as error:
            os.close(self._folder)
            if isinstance(error, OSError) and error.filename == self._short:
                error.filename = self._partial
            raise
        unfinished.append(self)

    def keep(self) -> None:
        """Give the file its name: it is whole.

        Raises:
            OSError: it cannot be kept; it is still there under its other name.

        """
        if self._partial is not None:
            os.fsync(self.descriptor)
            if not self._is_ours(self._short):
                raise OSError("another file took its place")
            self._take_after(self._name)
            os.replace(self._short, self._name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
            with suppress(OSError):  # not every file system, nor every folder, can
                os.fsync(self._folder)
        self._close()

    def leave(self) -> str | None:
        """Leave the file under its other name; tell that and its size, None if it has but one."""
        left = self.left()
        self._close()
        return left

    def fail(self, error: BaseException, complain: Callable[[str], object] | None = None) -> None:
        """Leave the file for an error, and name the file in it where its disk is full.

        `complain` is told under which other name it is.
        """
        if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
            error.filename = self._path
        left = self.leave()
        if left is not None and complain is not None:
            complain(left)

    def left(self) -> str | None:
        """Tell under which other name it is, and its size; None if it has but one."""
        if self._partial is None:
            return None
        return f"{self._partial} stays, with {octets_in_words(os.fstat(self.descriptor).st_size)}"

    def _close(self) -> None:
        if self in unfinished:
            unfinished.remove(self)
        os.close(self.descriptor)
        if self._folder >= 0:
            os.close(self._folder)

    def _refuse_the_same(self, path: str, found: os.stat_result) -> None:
        """Refuse what is read from or written to already, but for devices such as /dev/null."""
        if stat.S_ISCHR(found.st_mode):
            return
        if any(os.path.samestat(found, os.fstat(other)) for other in self._others):
            what = "the stream itself" if self._access == os.O_RDWR else "standard input or output"
            raise RefusedError(f"{path} is {what}")

    def _open_partial(self) -> int:
        """Make the file that is to become the other; a guest's memory is nobody else's matter."""
        self._remove_an_older()
        flags = self._access | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        try:
            descriptor = os.open(self._short, flags, 0o600, dir_fd=self._folder)
        except FileExistsError:
            raise RefusedError(f"{self._partial} was just made by another process") from None
        try:
            self._lock(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _remove_an_older(self) -> None:
        """Take away what an earlier run left, if it is the user's own and nobody writes it."""
        flags = os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        try:
            there = os.stat(self._short, dir_fd=self._folder, follow_symlinks=False)
            if not stat.S_ISREG(there.st_mode):
                raise RefusedError(f"{self._partial} is no regular file")
            if there.st_uid != os.geteuid():
                raise RefusedError(f"{self._partial} is another user's")
            if there.st_nlink == 1:
                self._refuse_the_same(str(self._partial), there)
                descriptor = os.open(self._short, flags, dir_fd=self._folder)
                try:
                    self._lock(descriptor)
                    os.unlink(self._short, dir_fd=self._folder)
                finally:
                    os.close(descriptor)
            else:  # under its other name it stays what it is
                os.unlink(self._short, dir_fd=self._folder)
        except FileNotFoundError:
            return

    def _lock(self, descriptor: int) -> None:
        """Refuse what another process is writing, or has just renamed."""
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefusedError(f"{self._partial} is being written by another process") from None
        except OSError:
            pass  # a file system without locks
        if not self._is_ours(self._short, descriptor):
            raise RefusedError(f"{self._partial} was just renamed by another process")

    def _is_ours(self, name: str, descriptor: int | None = None) -> bool:
        """Tell whether a name in the folder is that of the file that is open here."""
        opened = os.fstat(self.descriptor if descriptor is None else descriptor)
        try:
            there = os.stat(name, dir_fd=self._folder, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(opened, there)

    def _take_after(self, name: str) -> None:
        """Take the mode and the owner of the file that is replaced, if that is the user's own.

        Root may replace another's file too, which that other need not be able to read.
        """
        try:
            before = os.stat(name, dir_fd=self._folder, follow_symlinks=False)
        except FileNotFoundError:
            return
        if stat.S_ISREG(before.st_mode) and before.st_uid == os.geteuid():
            mode = before.st_mode & 0o777
            try:
                os.fchown(self.descriptor, -1, before.st_gid)
            except OSError:
                mode &= ~0o070  # it is another group then
            os.fchmod(self.descriptor, mode)


def _open_folder(folder: str) -> int:
    """Open a folder once, so that what is made and renamed in it stays in it."""
    flags = os.O_DIRECTORY | os.O_CLOEXEC
    try:
        return os.open(folder, os.O_RDONLY | flags)
    except PermissionError:  # it may be written to, and not be read
        return os.open(folder, getattr(os, "O_PATH", os.O_RDONLY) | flags)


def _status_of(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
