"""Forms: what people type, kept until an action takes it, with its refusals beside it."""
