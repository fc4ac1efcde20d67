"""What a real Xen's `xl restore` would say of a stream: models of what loads its parts."""
