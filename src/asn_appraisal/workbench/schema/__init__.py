"""JSON Schema of every document kind, made of the same classes that documents are read into.

Editors complete and explain keys with it. `shapes.py` turns classes into schemas, `documents.py`
puts them together, and `words.py` and `record_words.py` say in Indonesian what each key is for.
The written files are in `workbench/schemas/`; a test holds them equal to what is made here.
"""

from .documents import KINDS, file_name, schema_of, schema_text

__all__ = ["KINDS", "file_name", "schema_of", "schema_text"]
