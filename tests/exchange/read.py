"""Reads what a server hands out with the libraries that others read it with, and compares it with what
the server's API says of the same documents."""

import json
import sys
import urllib.request

import bibtexparser
import feedparser
import rispy

URL = sys.argv[1]
HOSTILE = "关于{甲} & b_c\\ 50% #1 $ ~^ <b>的通知</b>"


def get(path):
    with urllib.request.urlopen(URL + path) as answer:
        return answer.read().decode("utf-8")


hits = json.loads(get("/api/v1/search?limit=1000&sort=seen"))["hits"]
titles = sorted(hit["title"] for hit in hits)
assert HOSTILE in titles, titles


def written(title):
    """A title as it stands on one line."""
    return " ".join(title.split())


# RIS: one record for each document, every value whole.
records = rispy.loads(get("/cite?format=ris").replace("\r\n", "\n"))
assert sorted(record["title"] for record in records) == sorted(map(written, titles)), records
hostile = next(record for record in records if record["title"] == HOSTILE)
assert hostile["type_of_reference"] == "GOVDOC" and hostile["year"] == "2019", hostile
assert hostile["urls"] == ["https://a.example/{x}?b=1&c=%20#d"], hostile
assert hostile["authors"] == ["上海市科学技术委员会"], hostile

# BibTeX: no block fails, no key is there twice.
library = bibtexparser.parse_string(get("/cite?format=bibtex"))
assert not library.failed_blocks, library.failed_blocks
assert len(library.entries) == len(hits), len(library.entries)
assert len(library.entries_dict) == len(hits)
entry = next(e for e in library.entries if "textbraceleft" in e["title"])
assert entry["year"] == "2019" and entry["author"] == "{上海市科学技术委员会}", entry

# Lists of references are numbered to the end.
lines = get("/cite?format=gbt7714").splitlines()
assert [line.split("]")[0] for line in lines] == [f"[{n + 1}" for n in range(len(hits))], lines

# The feed: valid, the newest first, each entry with all that readers need.
feed = feedparser.parse(get("/feed"))
assert not feed.bozo, feed.bozo_exception
assert feed.version == "atom10" and len(feed.entries) == min(len(hits), 50), len(feed.entries)
assert len({entry.id for entry in feed.entries}) == len(feed.entries)
updated = [entry.updated_parsed for entry in feed.entries]
assert updated == sorted(updated, reverse=True) and feed.feed.updated_parsed == updated[0]
by_title = {written(hit["title"]): hit for hit in hits}
for entry in feed.entries:
    assert entry.published and entry.summary and entry.link.startswith(URL + "/doc?id="), entry
    assert entry.tags and entry.id.startswith("urn:uuid:"), entry
print(f"{len(records)} records, {len(library.entries)} entries, {len(feed.entries)} of the feed")
