"""Why a figure could not be had."""


class Failed(Exception):
    """A measurement that went wrong; the text says how."""
