"""The example trust: invented people and places, made from a seed, with three years of plausible history.

`places`, `roles`, `lives` and `training` make facts and know nothing of the database; `load_*` hand them to services.
"""
