"""Articles being read: what they tell of themselves, their figures, and the claims proposed."""
