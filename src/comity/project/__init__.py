"""Wiring: settings from the environment, addresses, the WSGI application."""
