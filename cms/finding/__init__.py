"""Finding what a trust has to learn from: modules, lessons, levels, resources, by whatever words somebody types."""
