# Every recipe is one line or calls a script; 'make help' lists them.
SWIFT  ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

# A warning of ours is an error here, and only here: see Package.swift.
export CHUNK_STRICT = 1
export SWIFT PREFIX DESTDIR

.PHONY: help demo test conformance sanitize fuzz lint format chunk chunk-urlsession emulator libchunk wheel gem install install-libchunk bench clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

demo: ## Upload a real file to the local server, download it, compare
	@scripts/demo

test: ## Build and run everything; the last line counts
	@scripts/test

conformance: ## Run every promise of a transport against the example over async-http-client
	@scripts/conformance

sanitize: ## Run the engine's tests with the thread and the address sanitizer
	@scripts/sanitize

fuzz: ## Feed the C library and the JSON decoding with random input, a minute each
	@scripts/fuzz

lint: ## Check format and layers
	@scripts/lint

format: ## Format all Swift files in place
	$(SWIFT) format -i -r Sources Tests examples Package.swift

chunk: ## Build the command line (release): .build/release/chunk
	@scripts/bootstrap build
	$(SWIFT) build -c release --product chunk --static-swift-stdlib

chunk-urlsession: ## Build the command line with URLSession linked into it: .build/release/chunk-urlsession
	@scripts/bootstrap build
	$(SWIFT) build -c release --product chunk-urlsession --static-swift-stdlib

emulator: ## Build the local server (release): .build/release/chunk-emulator
	@scripts/bootstrap build
	$(SWIFT) build -c release --product chunk-emulator --static-swift-stdlib

libchunk: ## Build the C library (release): .build/libchunk/libchunk.so.1
	@scripts/libchunk

wheel: libchunk ## Build the Python package with the library inside: .build/wheel
	@scripts/wheel

gem: libchunk ## Build the Ruby package with the library inside: .build/gem
	@scripts/gem

install: chunk emulator libchunk ## Install programs, C library, manual pages and completions below PREFIX
	@scripts/install

install-libchunk: libchunk ## Install the C library alone: header, library, pkg-config file, manual page
	@scripts/install library

bench: chunk chunk-urlsession emulator ## Measure beside other clients (some minutes); BENCH='--help' lists options
	@Benchmarks/run $(BENCH)

clean: ## Remove what was built
	rm -rf .build
