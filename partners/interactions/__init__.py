"""교류 기록: what passed between us and partners, counted once, never silently gone."""
