# make demo and make test do all the set-up on a fresh Debian 12 with a Swift toolchain.
PREFIX ?= /usr/local
BUILD = swift build -c release
SWIFT_FOLDERS = Package.swift Sources Tests Corpora Vocab Experiments Benchmarks

.PHONY: demo experiment test test-debug lint format install build setup sanitize fuzz docs

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
	swift test --scratch-path .build-thread --sanitize thread --filter 'SerfTrainingTests|SerfTensorTests'

# 100,000 damaged files for each of the tokenizer's loaders; a case that traps stays in the temporary folder.
fuzz: setup
	SERF_FUZZ_CASES=$${SERF_FUZZ_CASES:-100000} swift test -c release --disable-testable-imports --filter FuzzTests

# The pages of the tokenizer's catalogue, as a website in .build/documentation; the plug-in is fetched for this alone.
docs: setup
	SERF_DOCUMENTATION=1 swift package --scratch-path .build-documentation --allow-writing-to-directory .build/documentation \
	  generate-documentation --target SerfTokenizer --output-path .build/documentation --warnings-as-errors

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
