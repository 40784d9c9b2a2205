# SPDX-License-Identifier: MIT
# jam: build, test, install.  `make demo` and `make test` are all one needs.
VERSION = 0.1.0
export LC_ALL = C
MAKEFLAGS += --no-print-directory

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
DATADIR = $(PREFIX)/share
MANDIR = $(DATADIR)/man
T = *
FUZZ_SECONDS = 60
FAULT = shallow

core := $(sort $(wildcard core/*/*.c))
front := $(sort $(wildcard cmd/*.c cmd/cli/*.c))
schema := $(sort $(wildcard core/store/schema/*.sql))
unit := $(sort $(wildcard tests/unit/test_$(T).c))
beside := $(sort $(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c)))
bats := $(sort $(wildcard tests/cli/$(T).bats))
scripts = $(sort $(wildcard tests/$(1)/$(T).sh))
programs = $(patsubst %.c,build/$(2)/%,$(sort $(wildcard tests/$(1)/$(T).c)))
deep := $(patsubst %,build/asan/tests/unit/test_%,\
	store_mutated store_images migrate proof)
alive := bombs canary inject places terminal
pages := $(sort $(wildcard man/*.[157]))

# Libraries; libcsv has no .pc file.  Which are missing: tests/deps.sh.
PKGS = sqlite3 yaml-0.1 libcmark libutf8proc jansson libsodium
pkg_cflags := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
pkg_libs := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv -lm \
	-pthread

compile = -std=c11 -D_POSIX_C_SOURCE=200809L -DJAM_VERSION='"$(VERSION)"' -I. \
	-Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wwrite-strings -Wvla \
	$(if $(CI),-Werror) -ffp-contract=off \
	-ffile-prefix-map=$(CURDIR)=. -MMD -MP $(pkg_cflags)
hard = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
san = -g1 -fsanitize=address,undefined -fno-sanitize-recover=all
flags_release = -O2 $(hard)
flags_test = -O1 -g -DJAM_TEST_CLOCK $(hard)
flags_asan = -O1 $(san) -DJAM_TEST_CLOCK -fno-omit-frame-pointer
flags_fuzz = -O1 $(san) -fsanitize=fuzzer-no-link -DJAM_TEST_CLOCK
flags_cover = -O0 -g --coverage -DJAM_TEST_CLOCK
link_release = -pie -Wl,-z,relro -Wl,-z,now
link_test = $(link_release)
cc_fuzz = clang
with_unit = -lcmocka
with_fuzz = -fsanitize=fuzzer -lcmocka

all: need build/jam

# A flavour has its objects and its program in build/FLAVOUR.
define flavour
build/$(1)/%.o: %.c
	@mkdir -p $$(@D)
	@echo "  CC $$<"
	@$$(or $$(cc_$(1)),$$(CC)) $$(compile) $$(flags_$(1)) $$(CPPFLAGS) \
		$$(CFLAGS) -c -o $$@ $$<
build/$(1)/libjam.a: $(core:%.c=build/$(1)/%.o) build/$(1)/build/schema.o
build/$(1)/libcmd.a: $(patsubst %.c,build/$(1)/%.o,\
	$(filter-out cmd/cli/main.c,$(front))) build/$(1)/build/template.o
build/$(1)/libtest.a: $(beside:%.c=build/$(1)/%.o)
build/$(1)/lib%.a:
	@rm -f $$@
	@ar rcsD $$@ $$^
build/$(1)/jam: build/$(1)/cmd/cli/main.o build/$(1)/libcmd.a \
		build/$(1)/libjam.a
	$$(call link,$(1))
build/$(1)/tests/bench/%: build/$(1)/tests/bench/%.o \
		build/$(1)/tests/unit/assign_cases.o build/$(1)/libcmd.a \
		build/$(1)/libjam.a
	$$(call link,$(1))
build/$(1)/tests/%: build/$(1)/tests/%.o build/$(1)/libtest.a \
		build/$(1)/libcmd.a build/$(1)/libjam.a
	$$(call link,$(1)) $$(with_$$(patsubst %/,%,$$(dir $$*)))
endef
link = @echo "  LD $@"; $(or $(cc_$(1)),$(CC)) $(flags_$(1)) $(link_$(1)) \
	$(CFLAGS) $(LDFLAGS) -o $@ $^ $(pkg_libs)
$(foreach f,release test asan fuzz cover,$(eval $(call flavour,$(f))))

build/jam: build/release/jam; @cp $< $@
embed = mkdir -p build; sh core/store/schema/embed.sh
build/schema.c: $(schema)
	@$(embed) core/store/schema.h jam_schema $^ >$@
build/template.c: examples/template.yaml
	@$(embed) cmd/template.h jam_template $^ >$@
build/%.so: tests/fault/%.c
	$(CC) $(compile) -fPIC -shared $(CFLAGS) -o $@ $< -ldl

need:; @CC="$(CC)" sh tests/deps.sh check
deps:; @CC="$(CC)" SUDO="$(SUDO)" sh tests/deps.sh install $(WITH)
demo: deps
	@$(MAKE) all
	@rm -rf demo
	@PATH="$(CURDIR)/build:$$PATH" sh examples/interpretability/run.sh demo

# Tests run what build/test has, whose clock can be set; run.sh counts.
run = PATH="$(CURDIR)/build/$(or $(2),test):$$PATH" sh tests/run.sh $(1)
test:
	@$(MAKE) deps WITH="dev $(WITH)"
	@rm -rf build/results
	-@$(MAKE) -k unit cli golden examples lint
	@sh tests/run.sh total unit cli golden examples lint
unit: $(unit:%.c=build/test/%)
	@$(call run,$@ $^)
cli: build/test/jam build/jam
	@$(call run,$@ $(bats))
golden lint: build/test/jam build/jam
	@$(call run,$@ $(call scripts,$@))
examples: build/test/jam
	@$(call run,$@ $(sort $(wildcard examples/$(T)/run.sh)))
asan: $(unit:%.c=build/asan/%) build/asan/jam build/jam
	@rm -rf build/results
	-@$(call run,unit $(unit:%.c=build/asan/%),asan)
	-@$(call run,cli $(bats),asan)
	@sh tests/run.sh total unit cli
fuzz: $(call programs,fuzz,fuzz); @sh tests/run.sh fuzz $(FUZZ_SECONDS) $^
bench: build/jam $(call programs,bench,release)
	@$(call run,$@ $(call scripts,$@),release)
fault: build/test/jam build/jam $(deep) $(patsubst tests/fault/%.c,build/%.so,\
		$(wildcard tests/fault/*.c))
	@FAULT=$(FAULT) $(call run,$@ $(call scripts,$@))
browser peers: build/test/jam build/jam
	@$(MAKE) deps WITH="dev $@"
	@$(call run,$@ $(sort $(wildcard tests/cli/$@/$(T).bats)))
# Of the tests of faults those that let jam end by itself.
coverage: $(unit:%.c=build/cover/%) build/cover/jam build/jam build/shim.so \
		build/sql.so
	@find build/cover -name '*.gcda' -delete
	-@$(call run,unit $(unit:%.c=build/cover/%),cover)
	-@$(call run,cli $(bats),cover)
	-@$(call run,golden $(call scripts,golden),cover)
	-@$(call run,examples $(sort $(wildcard examples/*/run.sh)),cover)
	-@$(call run,fault $(alive:%=tests/fault/%.sh),cover)
	@sh tests/coverage.sh $(core) $(front)
# What passed is not looked at again until it changes.
analyze: $(unit:%.c=build/test/%)
	@$(MAKE) deps WITH="dev analyze"
	@$(MAKE) -k -j$$(nproc) $(core:%.c=build/analyze/%.read) \
		$(front:%.c=build/analyze/%.read) \
		$(unit:tests/unit/%.c=build/analyze/%.run)
build/analyze/%.read: build/test/%.o
	@sh tests/analyze.sh read $@ $*.c $(compile)
build/analyze/%.run: build/test/tests/unit/%
	@sh tests/analyze.sh run $@ $<

docs: build/jam; @sh tests/docs.sh build/jam
format:; clang-format -i $$(find cmd core tests -name '*.[ch]')
# What is installed and where; uninstall removes just that.
in_jam.bash = $(DATADIR)/bash-completion/completions/jam
in_jam.zsh = $(DATADIR)/zsh/site-functions/_jam
in_jam.fish = $(DATADIR)/fish/vendor_completions.d/jam.fish
in_jam.schema.json = $(DATADIR)/jam/jam.schema.json
in = $(DESTDIR)$(or $(in_$(notdir $(1))),\
	$(MANDIR)/man$(subst .,,$(suffix $(1)))/$(notdir $(1)))
data = completions/jam.bash completions/jam.zsh completions/jam.fish \
	man/jam.schema.json $(pages)
install: all
	install -D -m 755 build/jam $(DESTDIR)$(BINDIR)/jam
	$(foreach f,$(data),install -D -m 644 $(f) $(call in,$(f)) &&) :
uninstall:
	rm -f $(DESTDIR)$(BINDIR)/jam $(foreach f,$(data),$(call in,$(f)))
	rmdir $(DESTDIR)$(DATADIR)/jam 2>/dev/null || :
clean:; rm -rf build demo

.PHONY: all need deps demo test unit cli golden examples lint asan fuzz bench \
	fault browser peers coverage analyze docs format install uninstall clean
.SECONDARY:
-include $(shell find build -name '*.d' 2>/dev/null)
