"""Our GPU kernels in Triton, each beside its plain-PyTorch reference."""
