"""What the script ``test`` beside this directory is made of."""
