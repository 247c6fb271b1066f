"""What a policy can never read about a person, whatever it is called."""

#: Names, and parts of names between underscores, that point to who a person is.
_WHOLE = frozenset(
    {
        *("nama", "name", "nip", "nik", "foto", "photo"),
        *("region", "daerah_asal", "asal_daerah", "kampung_halaman", "hometown", "birthplace"),
        *("tempat_lahir", "tanggal_lahir", "birth_date", "born"),
    }
)
_PARTS = frozenset(
    {
        *("agama", "religion", "religious", "suku", "etnis", "etnik", "ethnic", "ethnicity"),
        *("gender", "kelamin", "sex", "ras", "race", "umur", "usia", "age", "nip"),
        *("marital", "married", "kawin", "nikah", "pernikahan", "disability", "difabel"),
        *("politik", "politis", "political", "party", "partai"),
    }
)


def is_protected(name: str) -> bool:
    """Tell whether a fact of this name would be about who a person is.

    >>> is_protected("jenis_kelamin"), is_protected("leads_people")
    (True, False)
    """
    lowered = name.lower()
    return lowered in _WHOLE or any(part in _PARTS for part in lowered.split("_"))
