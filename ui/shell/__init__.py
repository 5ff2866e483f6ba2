"""What stands around the pages: menus, the walk, the facilitator's panel, the start page, toasts."""
