"""Any input format becomes one Document: see ``service.transcript.formats``."""
