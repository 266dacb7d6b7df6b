"""The pure analysis of Parley: from comments to themes, feelings and figures with their uncertainty."""
