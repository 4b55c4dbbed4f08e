"""Tests of single modules. Properties are judged by what they find, never by how long they take."""

from hypothesis import settings

settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")
