"""The views of the desk, by what is worked on."""
