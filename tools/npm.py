"""What the tests take from npm: files alone, pinned by digest and kept in .venv. Node runs none of them."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple

KEPT = Path(sys.prefix, "npm")


class Package(NamedTuple):
    name: str
    version: str
    digest: str  # SHA-256 of the archive

    @property
    def folder(self) -> Path:
        """Where what was taken out of it is kept."""
        return KEPT / f"{self.name.replace('/', '-').strip('@')}-{self.version}"

    def kept(self, name: str) -> Path | None:
        """A file that was taken out of it earlier."""
        path = self.folder / name
        return path if path.is_file() else None

    def take(self, member: str, name: str, unpack=lambda content: content) -> Path:
        """Take one file out of it, fetching it if need be; raises LookupError with a sentence."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(self._fetch()) as archive:
            content = unpack(archive.extractfile(f"package/{member}").read())
        half = self.folder / f"{name}.part"  # whoever is interrupted leaves no half file behind
        half.write_bytes(content)
        return half.rename(self.folder / name)

    def _fetch(self) -> Path:
        npm = shutil.which("npm")
        if npm is None:
            raise LookupError("there is no npm here")
        command = [npm, "pack", "--silent", f"{self.name}@{self.version}"]
        run = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        if run.returncode != 0:
            raise LookupError(
                f"npm could not fetch {self.name} {self.version}: {run.stderr.strip()}"
            )
        archive = self.folder / run.stdout.split()[-1]
        if hashlib.sha256(archive.read_bytes()).hexdigest() != self.digest:
            archive.unlink()
            raise LookupError(f"{self.name} {self.version} is not what it was when it was pinned")
        return archive
