"""The steps, one a version; a published one is never changed."""
