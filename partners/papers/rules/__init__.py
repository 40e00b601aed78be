"""What a paper is, and the plain markup of its templates. Pure."""
