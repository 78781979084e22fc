from tests.cms.pages.conftest import *  # noqa: F403  # the same trust, site and module
