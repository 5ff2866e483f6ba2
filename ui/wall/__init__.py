"""The wall: pages made to be read from the back row, drawn from the public plan and plain values alone."""
