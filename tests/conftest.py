"""Everything that tests share stands in tests/support."""

pytest_plugins = ["tests.support.plugin", "tests.support.browser"]
