PYTHON ?= python3
PORT ?= 8000
export PORT

.PHONY: run test check bench clean
