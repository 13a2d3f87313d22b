"""Files that belong to records: what they are (`sniffing.py`), where they are kept (`store.py`), and how they hang
together with the record (`attaching.py`). A file is known by the SHA-256 of its bytes, which stands in the entry."""
