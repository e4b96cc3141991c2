"""Language models for Lời Hay: the server with its engines, the client, and the training of Mầm."""
