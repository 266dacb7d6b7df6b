"""Listen: theming runs, clusters, themes and the coding of comments."""
