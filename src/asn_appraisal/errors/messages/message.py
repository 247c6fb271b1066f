"""One message: what is wrong and what to do, in two languages."""

from attrs import frozen


@frozen
class Message:
    """Pesan: the words of one problem; `{name}` stands for a value of the problem."""

    #: What is wrong, in Indonesian.
    id: str
    #: What is wrong, in English.
    en: str
    #: What to do, in Indonesian; empty where nothing can be added.
    hint_id: str = ""
    #: What to do, in English.
    hint_en: str = ""
