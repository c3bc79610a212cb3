"""The page to look at: a dump and its tree side by side, in one file that needs nothing else."""

from unres.exchange.view.page import GENERATOR, ViewError, to_view

__all__ = ["GENERATOR", "ViewError", "to_view"]
