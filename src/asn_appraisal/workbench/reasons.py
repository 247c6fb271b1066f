"""Why the operating system refuses a file, in words that both languages have."""

import errno

_REASONS = {
    errno.EACCES: ("akses ditolak", "permission denied"),
    errno.EEXIST: ("sudah ada berkas dengan nama itu", "there is a file of that name"),
    errno.EISDIR: ("itu sebuah folder", "it is a folder"),
    errno.ENOENT: ("foldernya tidak ada", "there is no such folder"),
    errno.ENOSPC: ("disk penuh", "the disk is full"),
    errno.ENOTDIR: ("sebagian dari jalurnya bukan folder", "a part of its path is no folder"),
    errno.EROFS: ("disk hanya dapat dibaca", "the disk is read-only"),
}


def reason_of(error: OSError) -> dict[str, str]:
    """Return the values `reason_id` and `reason_en` of a message.

    >>> reason_of(IsADirectoryError(errno.EISDIR, "Is a directory"))["reason_id"]
    'itu sebuah folder'
    >>> reason_of(OSError("out of luck"))["reason_en"]
    'out of luck'
    """
    own = error.strerror or str(error)
    indonesian, english = _REASONS.get(error.errno or 0, (own, own))
    return {"reason_id": indonesian, "reason_en": english}
