"""`python -m greenline.cli`: the same as `greenline`."""

from .main import main

main()
