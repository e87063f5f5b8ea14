"""What the tests take from npm: files alone, pinned by digest and kept in .venv. Node runs none of them."""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

KEPT = Path(sys.prefix, "npm")


class Package(NamedTuple):
    name: str
    version: str
    digest: str  # SHA-256 of the archive

    def kept(self, name: str) -> Path | None:
        """A file that was taken out of it earlier."""
        path = self._place(name)
        return path if path.is_file() else None

    def take(self, member: str, name: str, unpack: Callable[[bytes], bytes] = bytes, mode=0o644):
        """Fetch it and keep one of its files; raises LookupError with a sentence."""
        with tarfile.open(fileobj=io.BytesIO(self._fetch())) as archive:
            content = unpack(archive.extractfile(f"package/{member}").read())
        place = self._place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_suffix(".part")  # whoever is interrupted leaves no half file behind
        half.write_bytes(content)
        half.chmod(mode)
        half.rename(place)

    def _place(self, name: str) -> Path:
        return KEPT / self.name / self.version / name

    def _fetch(self) -> bytes:
        npm = shutil.which("npm")
        if npm is None:
            raise LookupError("there is no npm here")
        with TemporaryDirectory(prefix="zkreport-") as folder:
            command = [npm, "pack", "--silent", f"{self.name}@{self.version}"]
            run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
            archives = [path.read_bytes() for path in Path(folder).glob("*.tgz")]
        if run.returncode != 0 or not archives:
            raise LookupError(f"npm could not fetch it ({run.stderr.strip()})")
        if hashlib.sha256(archives[0]).hexdigest() != self.digest:
            raise LookupError("it is not what it was when it was pinned")
        return archives[0]
