"""The errors a caller may catch. A message says what is wrong, where, and what to do."""


class GisError(Exception):
    """Root of every error this package raises on purpose."""


class NotFoundYetError(GisError):
    """Nothing was found in the time allowed: neither an answer, nor that there is none."""


class FileError(GisError):
    """A file cannot be used at all: missing, empty, truncated, not what its name says."""


class BoundaryError(GisError):
    """The commune boundaries are missing, incomplete, or do not match the manifest."""


class StoreError(GisError):
    """The register's store refuses: out of reach, of another version, or a stale write."""
