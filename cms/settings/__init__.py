"""One file each: `base` is shared, `dev`, `test` and `production` build on it, `env` reads the environment."""
