"""What the system refused to do, in words that a person can act on."""

import errno

ADVICE = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room within the quota",
    errno.EFBIG: "raise the limit on the size of files (ulimit -f)",
    errno.EROFS: "mount its file system for writing, or work in a copy of the project",
    errno.EACCES: "give yourself leave to write there (chmod u+w, chown)",
    errno.EPERM: "give yourself leave to write there (chmod u+w, chattr -i)",
    errno.ENOTDIR: "a file stands where a folder is to be: move it away",
    errno.EEXIST: "a file stands where a folder is to be: move it away",
    errno.EISDIR: "a folder stands where a file is to be: move it away",
    errno.EMFILE: "raise the limit on open files (ulimit -n)",
}
STAYS = "what was finished is kept, and the next run continues from there."


def words(error: OSError) -> str:
    """Return what went wrong and what to do, in one line."""
    place = f"{error.filename}: " if error.filename else ""
    advice = ADVICE.get(error.errno or 0)
    return f"{place}{error.strerror or error}{f'; {advice}' if advice else ''}"
