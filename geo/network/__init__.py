"""The measuring networks: rails, roads and sea lanes, and how they are compiled."""
