# Every recipe is one line or calls a script; 'make help' lists them.
SWIFT  ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

# A warning of ours is an error here, and only here: see Package.swift.
export CHUNK_STRICT = 1
export SWIFT PREFIX DESTDIR

.PHONY: help demo test sanitize lint format chunk emulator install bench clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: ## Upload a real file to the local server, download it, compare
	@scripts/demo

test: ## Build and run everything; the last line counts
	@scripts/test

sanitize: ## Run the engine's tests with the thread and the address sanitizer
	@scripts/sanitize

lint: ## Check format and layers
	@scripts/lint

format: ## Format all Swift files in place
	$(SWIFT) format -i -r Sources Tests examples Package.swift

chunk: ## Build the command line (release): .build/release/chunk
	@scripts/bootstrap build
	$(SWIFT) build -c release --product chunk --static-swift-stdlib

emulator: ## Build the local server (release): .build/release/chunk-emulator
	@scripts/bootstrap build
	$(SWIFT) build -c release --product chunk-emulator --static-swift-stdlib

install: chunk emulator ## Install both programs, manual pages and completions below PREFIX
	@scripts/install

bench: chunk emulator ## Measure beside other clients (some minutes); BENCH='--help' lists options
	@Benchmarks/run $(BENCH)

clean: ## Remove what was built
	rm -rf .build
