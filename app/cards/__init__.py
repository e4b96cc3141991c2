"""Cards: templates as data, text fitted by arithmetic, art painted by code, one renderer for screen and file."""
