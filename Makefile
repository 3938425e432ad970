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
	TSAN_OPTIONS='suppressions=$(CURDIR)/Tests/ThreadSanitizer.supp' \
	  swift test --scratch-path .build-thread --sanitize thread --filter 'SerfTrainingTests|SerfTensorTests'

# 100,000 damaged files for each of the tokenizer's loaders, and 100,000 damaged pictures; a case that traps stays in the temporary folder.
fuzz: setup
	SERF_FUZZ_CASES=$${SERF_FUZZ_CASES:-100000} swift test -c release --disable-testable-imports --filter FuzzTests

# The pages of the tokenizer as a website in .build/documentation; the plug-in that makes it is fetched for this alone.
# A link to what isn't there fails it. (DocC also warns of parameters whose name says all: those warnings stay.)
docs: setup
	mkdir -p .build
	SERF_DOCUMENTATION=1 swift package --scratch-path .build-documentation --allow-writing-to-directory .build \
	  generate-documentation --target SerfTokenizer --output-path .build/documentation > .build/documentation.log 2>&1 \
	  || { cat .build/documentation.log; exit 1; }
	! grep -E -A4 "doesn't exist at|is ambiguous at|n't be resolved" .build/documentation.log

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
