"""Screens over the columns of many reports at once, with numpy (the extra ``bulk``): the same answers, sooner."""
