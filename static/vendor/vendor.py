"""Fetch the front-end packages that Partners serves, and check what was fetched.

Run by hand when a version changes; what it writes is committed, so that running Partners needs
neither Node nor a network:

    python static/vendor/vendor.py            fetch from npm, write <package>-<version>/ and manifest.json
    python static/vendor/vendor.py NAME …     fetch only these packages, leave the others as they are
    python static/vendor/vendor.py --check    compare the committed files with manifest.json

Only the files that pages use are kept, each package with its licence. `manifest.json` names the
version, the licence, npm's own integrity string, and for every file where in the package it came
from and its sha256.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
MANIFEST = HERE / "manifest.json"
ESBUILD = "esbuild@0.28.2"

KRDS_NOTICE = """KRDS (Korea Design System) design tokens
https://www.krds.go.kr

The design tokens in this folder are a work of the Ministry of the Interior and Safety of the
Republic of Korea, published as "KRDS HTML Component Kit" (npm: krds-uiux 1.1.0) and used under
KOGL Type 1 (Korea Open Government License, attribution):
https://www.kogl.or.kr/info/license.do  https://www.krds.go.kr/html/site/utility/utility_06.html

Source: Ministry of the Interior and Safety, KRDS. Changed here: white space removed, nothing else.
"""


@dataclass(frozen=True)
class Package:
    """One npm package at one version, and what we keep of it."""

    name: str
    version: str
    licence: str
    #: Our file name -> the path inside the package; a trailing slash keeps a whole folder.
    files: dict[str, str]
    #: Files of ours that pass through esbuild's CSS minifier.
    minified: frozenset[str] = field(default=frozenset())
    #: Text that stands in for a licence file where the package ships none.
    notice: str = ""

    @property
    def folder(self) -> str:
        return f"{self.name}-{self.version}"


PACKAGES = (
    Package(
        "krds-uiux",
        "1.1.0",
        "KOGL-1.0 Type 1",
        # Tokens only: the kit's component CSS is 560 KB drawn for 17 px public pages.
        {"tokens.css": "resources/css/token/krds_tokens.css"},
        minified=frozenset({"tokens.css"}),
        notice=KRDS_NOTICE,
    ),
    Package(
        "pretendard-gov",
        "1.3.9",
        "OFL-1.1",
        {
            "LICENSE": "dist/LICENSE.txt",
            # For papers in PDF, which are set on the server.
            "static/PretendardGOV-Regular.otf": "dist/public/static/PretendardGOV-Regular.otf",
            "static/PretendardGOV-Bold.otf": "dist/public/static/PretendardGOV-Bold.otf",
            "fonts.css": "dist/web/variable/pretendardvariable-gov-dynamic-subset.css",
            "woff2-dynamic-subset/": "dist/web/variable/woff2-dynamic-subset/",
        },
        minified=frozenset({"fonts.css"}),
    ),
    Package("htmx.org", "2.0.10", "0BSD", {"LICENSE": "LICENSE", "htmx.min.js": "dist/htmx.min.js"}),
    Package(
        "protomaps-leaflet",
        "5.1.0",
        "BSD-3-Clause",
        {"LICENSE": "LICENSE", "protomaps-leaflet.js": "dist/protomaps-leaflet.js"},
    ),
    Package(
        "leaflet",
        "1.9.4",
        "BSD-2-Clause",
        {
            "LICENSE": "LICENSE",
            "leaflet.css": "dist/leaflet.css",
            "leaflet.js": "dist/leaflet.js",
            "images/": "dist/images/",
        },
    ),
    Package(
        "leaflet.markercluster",
        "1.5.3",
        "MIT",
        {
            "LICENSE": "MIT-LICENCE.txt",
            "MarkerCluster.css": "dist/MarkerCluster.css",
            "leaflet.markercluster.js": "dist/leaflet.markercluster.js",
        },
    ),
    Package("sortablejs", "1.15.7", "MIT", {"LICENSE": "LICENSE", "Sortable.min.js": "Sortable.min.js"}),
)


def fetch(package: Package, into: Path) -> tuple[Path, str]:
    """Download and unpack one package; give its folder and npm's integrity string.

    npm itself refuses a tarball that does not match the registry's integrity.
    """
    command = ["npm", "pack", "--json", "--pack-destination", str(into), f"{package.name}@{package.version}"]
    packed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    # npm 11 answers a list, npm 12 an object by package name.
    facts = packed[0] if isinstance(packed, list) else next(iter(packed.values()))
    target = into / package.folder
    with tarfile.open(into / facts["filename"]) as archive:
        archive.extractall(target, filter="data")
    return target / "package", facts["integrity"]


def minify(source: str, workshop: Path) -> str:
    """The stylesheet without white space; addresses in url() stay as they are."""
    command = ["npx", "--yes", ESBUILD, "--loader=css", "--minify", "--charset=utf8", "--legal-comments=inline"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, input=source, cwd=workshop)
    return done.stdout


def kept_files(package: Package, source: Path) -> Iterator[tuple[str, str]]:
    """Pairs of (our file name, path inside the package), folders unrolled."""
    for ours, theirs in package.files.items():
        if not ours.endswith("/"):
            yield ours, theirs
            continue
        for found in sorted((source / theirs).iterdir()):
            yield ours + found.name, theirs + found.name


def write(package: Package, source: Path, workshop: Path) -> dict[str, dict[str, str]]:
    """Write the package's folder anew; give the manifest's entry for each file."""
    target = HERE / package.folder
    shutil.rmtree(target, ignore_errors=True)
    entries = {}
    for ours, theirs in kept_files(package, source):
        content = (source / theirs).read_bytes()
        if ours in package.minified:
            content = minify(content.decode(), workshop).encode()
        entries[ours] = put(target / ours, content, theirs)
    if package.notice:
        entries["LICENSE"] = put(target / "LICENSE", package.notice.encode(), "vendor.py")
    return entries


def put(path: Path, content: bytes, source: str) -> dict[str, str]:
    """Write one file and describe it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return {"source": source, "sha256": hashlib.sha256(content).hexdigest()}


def vendor(names: Collection[str] = ()) -> None:
    """Fetch every package, or those of these names, and write the manifest."""
    manifest = []
    kept = {entry["name"]: entry for entry in json.loads(MANIFEST.read_text(encoding="utf-8"))} if names else {}
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder)
        for package in PACKAGES:
            if names and package.name not in names:
                manifest.append(kept[package.name])
                continue
            source, integrity = fetch(package, workshop)
            manifest.append(
                {
                    "name": package.name,
                    "version": package.version,
                    "licence": package.licence,
                    "folder": package.folder,
                    "npm_integrity": integrity,
                    "files": write(package, source, workshop),
                }
            )
            print(f"{package.folder}: {len(manifest[-1]['files'])} files")
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def problems() -> list[str]:
    """What differs between the manifest and the folders: missing, changed, and unlisted files."""
    found = []
    listed = {MANIFEST, Path(__file__).resolve()}
    for package in json.loads(MANIFEST.read_text(encoding="utf-8")):
        for name, facts in package["files"].items():
            path = HERE / package["folder"] / name
            listed.add(path)
            if not path.is_file():
                found.append(f"missing: {path.relative_to(HERE)}")
            elif hashlib.sha256(path.read_bytes()).hexdigest() != facts["sha256"]:
                found.append(f"changed: {path.relative_to(HERE)}")
    # Precompressed twins (.br, .gz) are made at start-up and never committed.
    there = {path for path in HERE.rglob("*") if path.is_file() and path.suffix not in {".br", ".gz", ".pyc"}}
    return found + [f"not in the manifest: {path.relative_to(HERE)}" for path in sorted(there - listed)]


def main() -> int:
    """The command line: fetch, or `--check`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare the files with manifest.json, fetch nothing")
    parser.add_argument("names", nargs="*", help="fetch only these packages")
    asked = parser.parse_args()
    if not asked.check:
        vendor(asked.names)
    found = problems()
    print("\n".join(found) or "vendored files match manifest.json")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
