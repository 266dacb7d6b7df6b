"""The look of Parley: layout, components, charts, formats and static files."""
