"""The framework, the dose, what people hold, and coverage."""
