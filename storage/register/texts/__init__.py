"""How texts are folded and cut into words, so that they are found however they are written."""
