"""The stand-in servers, over real sockets: each switch and each fault is seen to do what it says."""
