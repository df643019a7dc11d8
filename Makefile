# sesame: the tasks a person runs. `make help` lists them.

SHELL := /bin/bash
PREFIX ?= /usr/local
SWIFT ?= swift
# The installed program is one file without what it never calls: the compiler puts each function into a section of its
# own and the linker keeps those that are needed, which it can tell only where nothing is exported: 8 MB less. Functions
# with the same code are one (2 MB less), and where the C library reads them (glibc 2.36) relocations take a bit each
# instead of 24 bytes (1.6 MB less, in the file and in memory), which of Swift's linkers LLVM's can do. That one has to be
# told that what only the runtime finds is used, and finds no Foundation to take where nobody asks for its library: see
# withoutFoundation in Package.swift.
# macOS has Swift's libraries itself, and a linker that drops dead code by one word.
ifeq ($(shell uname),Darwin)
RELEASE_FLAGS := -c release -Xlinker -dead_strip
else
SHORT_RELOCATIONS := $(shell getconf GNU_LIBC_VERSION 2>/dev/null | \
	awk '{ split($$2, part, "."); if (part[1] == 2 && part[2] >= 36) print "-Xlinker -z -Xlinker pack-relative-relocs" }')
RELEASE_FLAGS := -c release --static-swift-stdlib -Xswiftc -Xfrontend -Xswiftc -function-sections \
	-Xswiftc -Xfrontend -Xswiftc -disable-autolink-library -Xswiftc -Xfrontend -Xswiftc FoundationEssentials \
	-Xswiftc -use-ld=lld -Xlinker -z -Xlinker nostart-stop-gc -Xlinker --gc-sections -Xlinker --icf=all \
	$(SHORT_RELOCATIONS) -Xlinker --no-export-dynamic -Xlinker -s
endif
COVERAGE ?= 1

.DEFAULT_GOAL := help
.PHONY: help packages tools build release demo test test-release test-kill test-sanitize lint bench screenshots install uninstall clean

help: ## list the tasks
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

packages: ## install the system packages that building needs
	@scripts/install-packages build

tools: packages ## fetch everything that tests need from outside, pinned
	@scripts/install-packages test
	@scripts/install-tools
	$(SWIFT) package resolve

build: packages ## build for development
	$(SWIFT) build --product sesame

release: packages ## build the program to install
	$(SWIFT) build $(RELEASE_FLAGS) --product sesame

demo: packages ## build and start the guided setup on the embedded simulator
	$(SWIFT) build --product sesame
	@exec "$$($(SWIFT) build --show-bin-path)/sesame" demo

test: tools ## run every test, report coverage
	SESAME_COVERAGE=$(COVERAGE) scripts/test

test-release: tools release ## the tests from outside on the program as it is installed
	SESAME_COVERAGE=0 SESAME_INSTALLED="$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/sesame" scripts/test

test-kill: tools ## every kill, every lost answer, every swap of accounts: what make test samples
	SESAME_COVERAGE=0 SESAME_KILL=all scripts/test

test-sanitize: tools ## run the tests under ThreadSanitizer and AddressSanitizer
	scripts/test-sanitize

lint: ## check format, imports and the shape of the house
	scripts/lint

bench: tools ## measure start, keys, bytes, signatures, decisions, apply; BENCH=--json for a document
	$(SWIFT) build $(RELEASE_FLAGS) --product sesame
	$(SWIFT) build $(RELEASE_FLAGS) --product sesame-bench
	scripts/offline scripts/bench $(BENCH)

screenshots: build ## make the README's pictures of a recording of the demo
	scripts/screenshots "$$($(SWIFT) build --show-bin-path)/sesame"

install: release ## install to PREFIX (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/sesame" "$(DESTDIR)$(PREFIX)/bin/sesame"

uninstall: ## remove what install put there
	rm -f "$(DESTDIR)$(PREFIX)/bin/sesame"

clean: ## remove what was built
	rm -rf .build .build-*
