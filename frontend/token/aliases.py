"""Write aliases.txt: what CPython 3.13 takes in \\N{…} besides the names of characters.

    aliases.py NameAliases.txt

The argument is the file of that name in the Unicode Character Database. Only
aliases that CPython knows are kept. Names of Unicode 15.1, which the table that
names.go reads does not have yet, are added.
"""
import pathlib
import sys
import unicodedata

NEW = [*range(0x2FFC, 0x3000), 0x31EF]


def known(code, name):
    try:
        return unicodedata.lookup(name) == chr(code) and unicodedata.name(chr(code), "") != name
    except KeyError:
        return False


found = {(code, unicodedata.name(chr(code))) for code in NEW}
for line in open(sys.argv[1], encoding="ascii"):
    fields = line.partition("#")[0].strip().split(";")
    if len(fields) == 3 and known(int(fields[0], 16), fields[1]):
        found.add((int(fields[0], 16), fields[1]))
target = pathlib.Path(__file__).with_name("aliases.txt")
target.write_text("".join(f"{code:x} {name}\n" for code, name in sorted(found)), encoding="ascii")
