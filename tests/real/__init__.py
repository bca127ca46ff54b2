"""Published files taken through the whole path by command."""
