# What a contributor or a build server runs. `make` lists the targets.

SHELL := bash
.SHELLFLAGS := -o pipefail -ec
.DEFAULT_GOAL := help
export LC_ALL := C.UTF-8

SWIFT ?= swift
JOBS  ?= 2
# How many tests run at once: with all of them, one that waits for a program waits for the others.
WIDTH ?= 4

SETUP   := .build/setup
# Everything that is written by hand.
SOURCES := $(wildcard Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources)
PROTO   := $(sort $(wildcard proto/cyclade/v1/*.proto))
SCHEMA  := Sources/CycladeSchema
CYCLADE := .build/release/cyclade
SOAK_LOG := .build/soak/$(shell date -u +%Y%m%dT%H%M%SZ).log

proto_digest = cat $(PROTO) | sha256sum | cut -d ' ' -f 1

# A run without tests succeeds, so its summary is read: `$(call run_tests,ENVIRONMENT,LOG)`.
define run_tests
	@mkdir -p $(dir $2)
	$1 $(SWIFT) test -j $(JOBS) --disable-xctest --experimental-maximum-parallelization-width $(WIDTH) \
	  $(if $(FILTER),--filter '$(FILTER)') 2>&1 | tee $2
	@grep -qE 'Test run with [1-9][0-9]* tests?' $2 || { echo 'No test ran.' >&2; exit 1; }
endef

.PHONY: help demo test soak bench fuzz lint proto docs refusals format setup clean release

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: release ## Play a seeded fleet through the whole loop, on a ledger in .build/demo
	rm -rf .build/demo
	$(CYCLADE) demo --data-dir .build/demo

test: lint docs setup ## Lint, build and run the tests; FILTER=Suite/test narrows them
	$(call run_tests,,.build/test.log)

soak: setup release ## Run the tests at full length, the long curves and a large nation; FILTER as for test
	$(call run_tests,CYCLADE_SOAK=1,$(SOAK_LOG))
	$(if $(FILTER),,$(CYCLADE) bench growth 2>&1 | tee -a $(SOAK_LOG))
	$(if $(FILTER),,$(CYCLADE) bench gateway --frames 100000 --frames 1000000 --frames 10000000 2>&1 \
	  | tee -a $(SOAK_LOG))
	$(if $(FILTER),,rm -rf .build/soak/nation)
	$(if $(FILTER),,$(CYCLADE) demo --scenario national --years 8 --fleet 200000 --seed 7 \
	  --data-dir .build/soak/nation 2>&1 | tee -a $(SOAK_LOG))
	$(if $(FILTER),,rm -rf .build/soak/nation)

bench: setup release ## Measure the structures alone, then a whole ledger, health and two nations
	$(SWIFT) run -j $(JOBS) --package-path Benchmarks -c release micro-benchmarks
	$(CYCLADE) bench ledger
	$(CYCLADE) bench families
	$(CYCLADE) bench decode
	$(CYCLADE) bench gateway
	$(CYCLADE) bench health
	for fleet in 2000 20000; do \
	  rm -rf .build/nation; \
	  $(CYCLADE) demo --scenario national --years 8 --fleet $$fleet --seed 7 \
	    --data-dir .build/nation || exit 1; \
	done
	rm -rf .build/nation

fuzz: $(SETUP)/build ## Fuzz whatever parses, 60 s a target; SECONDS_EACH=n for another time
	@SWIFT='$(SWIFT)' JOBS=$(JOBS) Fuzz/run $(or $(SECONDS_EACH),60)

lint: ## Check style, imports and the digest of the contract
	@$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)
	@Tools/check-imports
	@! grep -rnE '^[[:space:]]*(@testable +)?import +XCTest' $(SOURCES) \
	  || { echo 'Write tests with Swift Testing.' >&2; exit 1; }
	@test "$$($(proto_digest))" = "$$(cat $(SCHEMA)/proto.sha256)" \
	  || { echo '$(SCHEMA) is older than proto: run make proto.' >&2; exit 1; }

proto: $(SETUP)/build $(SETUP)/proto ## Generate Sources/CycladeSchema from proto
	$(SWIFT) build -j $(JOBS) --product protoc-gen-swift
	rm -f $(SCHEMA)/*.pb.swift
	protoc --plugin="$$($(SWIFT) build --show-bin-path)/protoc-gen-swift" --proto_path=proto \
	  --swift_out=$(SCHEMA) --swift_opt=Visibility=Public,FileNaming=DropPath $(PROTO)
	$(proto_digest) > $(SCHEMA)/proto.sha256

docs: $(SETUP)/docs ## Check that the documents' links resolve and that they cover the contract
	@Tools/check-docs

refusals: $(SETUP)/docs ## Generate docs/refusals.md from the contract and the rules
	@mkdir -p .build
	Tools/refusals-page > .build/refusals.md
	mv .build/refusals.md docs/refusals.md

format: ## Rewrite the sources in the house style
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

setup: $(SETUP)/build $(SETUP)/test $(SETUP)/python ## Install what building and testing need, if it is missing

clean: ## Remove all that was built or installed in .build
	rm -rf .build Benchmarks/.build

release: $(SETUP)/build
	$(SWIFT) build -j $(JOBS) -c release --product cyclade

$(SETUP)/build $(SETUP)/test $(SETUP)/proto $(SETUP)/docs: Tools/setup
	@Tools/setup $(@F)

# An interpreter named by CYCLADE_PYTHON takes the place of the virtual environment.
$(SETUP)/python: Tools/setup | $(if $(CYCLADE_PYTHON),,$(SETUP)/test)
	@$(if $(CYCLADE_PYTHON),:,Tools/setup python)
