"""The one door to the files shipped with Joint Plan: fonts, icons, templates, prompts and translations."""
