# make demo and make test do all the set-up on a fresh Debian 12 with a Swift toolchain.
PREFIX ?= /usr/local
BUILD = swift build -c release
SWIFT_FOLDERS = Package.swift Sources Tests Corpora Vocab Experiments Benchmarks

.PHONY: demo experiment test test-debug lint format install build setup sanitize

demo: build
	Scripts/demo.sh

# A small study on the bundled reviews, from cells to a report, in under three minutes.
experiment: build
	$$(swift build -c release --show-bin-path)/serf-nlp experiment run quick --store quick.sqlite
	$$(swift build -c release --show-bin-path)/serf-nlp experiment report --store quick.sqlite --output quick.html --force

test: setup
	swift test -c release --disable-testable-imports
	Tests/TokenizerConsumer/check.sh .
	Tests/InstallTest/check.sh .

# The small suites with the checks of a debug build.
test-debug: setup
	swift test --scratch-path .build-debug --filter 'SerfTokenizerTests|SerfMetricsTests|SerfStorageTests|SerfDataTests|SerfSettingsTests'

# The worker team and all that it runs, under the thread sanitizer.
sanitize: setup
	TSAN_OPTIONS='suppressions=$(CURDIR)/Tests/ThreadSanitizer.supp' \
	  swift test --scratch-path .build-thread --sanitize thread --filter 'SerfTrainingTests|SerfTensorTests'

lint:
	swift format lint --strict --recursive --parallel $(SWIFT_FOLDERS)

format:
	swift format --in-place --recursive --parallel $(SWIFT_FOLDERS)

# A binary with the Swift runtime linked in, and its bundled files, where neither clone nor toolchain is needed.
install: setup
	$(BUILD) --static-swift-stdlib --product serf-nlp --scratch-path .build-install
	Scripts/install.sh .build-install '$(PREFIX)'

build: setup
	$(BUILD) --product serf-nlp

setup:
	@Scripts/check-toolchain.sh
	@Scripts/install-packages.sh
