"""Speed, each as a ratio to its floor measured in the same run: `make bench`.

Times of a shared machine say little; how many times the floor something takes says what our own code costs.
"""
