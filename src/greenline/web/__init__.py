"""The web: who is asking, the routes, the stream, the page. No thought of its own; `app.py` wires the desk to HTTP."""
