# SPDX-License-Identifier: MIT
# jam: build, test, install.  `make demo` and `make test` are all one needs.
VERSION = 0.1.0
export LC_ALL = C

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
DATADIR = $(PREFIX)/share
MANDIR = $(DATADIR)/man
T = *
WITH =
FUZZ_SECONDS = 60
FAULT = shallow
CI =

core := $(sort $(wildcard core/*/*.c))
front := $(sort $(wildcard cmd/*.c cmd/cli/*.c))
schema := $(sort $(wildcard core/store/schema/*.sql))
unit := $(sort $(wildcard tests/unit/test_$(T).c))
beside := $(sort $(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c)))
bench := $(sort $(wildcard tests/bench/$(T).c))
fuzz := $(sort $(wildcard tests/fuzz/$(T).c))
bats := $(sort $(wildcard tests/cli/$(T).bats))
pages := $(sort $(wildcard man/*.[157]))

# Libraries; libcsv has no .pc file.  Which are missing: tests/deps.sh.
PKGS = sqlite3 yaml-0.1 libcmark libutf8proc jansson libsodium
pkg_cflags := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
pkg_libs := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv -lm

compile = -std=c11 -D_POSIX_C_SOURCE=200809L -DJAM_VERSION='"$(VERSION)"' -I. \
	-Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wwrite-strings -Wvla \
	$(if $(CI),-Werror) -ffp-contract=off \
	-ffile-prefix-map=$(CURDIR)=. -MMD -MP
hard = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
hard_link = -pie -Wl,-z,relro -Wl,-z,now
san = -g -fsanitize=address,undefined -fno-sanitize-recover=all
flags_release = -O2 $(hard)
link_release = $(hard_link)
flags_test = -O1 -g -DJAM_TEST_CLOCK $(hard)
link_test = $(hard_link)
flags_asan = -O1 $(san) -DJAM_TEST_CLOCK -fno-omit-frame-pointer
link_asan = $(san)
flags_fuzz = -O1 $(san),fuzzer-no-link -DJAM_TEST_CLOCK
link_fuzz = $(san)
flags_cover = -O0 -g --coverage -DJAM_TEST_CLOCK
link_cover = --coverage
cc_fuzz = clang

all: need build/jam

# Each flavour has its objects in build/FLAVOUR, its program in build/FLAVOUR/jam.
define flavour
build/$(1)/%.o: %.c
	@mkdir -p $$(@D)
	@echo "  CC $$<"
	@$$(or $$(cc_$(1)),$$(CC)) $$(compile) $$(flags_$(1)) $$(pkg_cflags) \
		$$(CPPFLAGS) $$(CFLAGS) -c -o $$@ $$<
build/$(1)/libjam.a: $(core:%.c=build/$(1)/%.o) build/$(1)/build/schema.o
build/$(1)/libcmd.a: $(patsubst %.c,build/$(1)/%.o,\
	$(filter-out cmd/cli/main.c,$(front)))
build/$(1)/libtest.a: $(beside:%.c=build/$(1)/%.o)
build/$(1)/lib%.a:
	@rm -f $$@
	@ar rcsD $$@ $$^
build/$(1)/jam: build/$(1)/cmd/cli/main.o build/$(1)/libcmd.a \
		build/$(1)/libjam.a
	$$(call link,$(1))
build/$(1)/tests/unit/%: build/$(1)/tests/unit/%.o build/$(1)/libtest.a \
		build/$(1)/libcmd.a build/$(1)/libjam.a
	$$(call link,$(1)) -lcmocka
build/$(1)/tests/bench/%: build/$(1)/tests/bench/%.o build/$(1)/libjam.a
	$$(call link,$(1))
build/$(1)/tests/fuzz/%: build/$(1)/tests/fuzz/%.o build/$(1)/libcmd.a \
		build/$(1)/libjam.a
	$$(call link,$(1)) -fsanitize=fuzzer
endef
link = @echo "  LD $@"; $(or $(cc_$(1)),$(CC)) $(flags_$(1)) $(link_$(1)) \
	$(CFLAGS) $(LDFLAGS) -o $@ $^ $(pkg_libs)
$(foreach f,release test asan fuzz cover,$(eval $(call flavour,$(f))))

build/%/build/schema.o: CPPFLAGS += -Wno-overlength-strings
build/jam: build/release/jam
	@cp $< $@
build/schema.c: $(schema) core/store/schema/embed.sh
	@mkdir -p $(@D)
	@sh core/store/schema/embed.sh $(schema) >$@
build/%.so: tests/fault/%.c
	$(CC) $(compile) -fPIC -shared $(CFLAGS) -o $@ $< -ldl

need:
	@CC="$(CC)" sh tests/deps.sh check
deps:
	@CC="$(CC)" SUDO="$(SUDO)" sh tests/deps.sh install $(WITH)

demo: deps
	@$(MAKE) --no-print-directory all
	@rm -rf demo
	@PATH="$(CURDIR)/build:$$PATH" sh examples/interpretability/run.sh demo

# Tests run in build/test, whose clock can be set; run.sh counts.
run = PATH="$(CURDIR)/build/$(or $(2),test):$$PATH" sh tests/run.sh $(1)
test:
	@$(MAKE) --no-print-directory deps WITH="dev $(WITH)"
	@rm -rf build/results
	-@$(MAKE) --no-print-directory -k unit cli golden examples lint
	@sh tests/run.sh total unit cli golden examples lint
unit: $(unit:%.c=build/test/%)
	@$(call run,unit $^)
cli: build/test/jam build/jam
	@$(call run,cli $(bats))
golden: build/test/jam
	@$(call run,golden $(sort $(wildcard tests/golden/$(T).sh)))
examples: build/test/jam
	@$(call run,examples $(sort $(wildcard examples/$(T)/run.sh)))
lint: build/test/jam build/jam
	@$(call run,lint $(sort $(wildcard tests/lint/$(T).sh)))
asan: $(unit:%.c=build/asan/%) build/asan/jam build/jam
	@rm -rf build/results
	-@$(call run,unit $(unit:%.c=build/asan/%),asan)
	-@$(call run,cli $(bats),asan)
	@sh tests/run.sh total unit cli
fuzz: $(fuzz:%.c=build/fuzz/%)
	@sh tests/run.sh fuzz $(FUZZ_SECONDS) $^
bench: build/jam $(bench:%.c=build/release/%)
	@$(call run,bench $(sort $(wildcard tests/bench/$(T).sh)),release)
fault: build/test/jam build/jam $(patsubst tests/fault/%.c,build/%.so,\
		$(wildcard tests/fault/*.c))
	@FAULT=$(FAULT) $(call run,fault $(sort $(wildcard tests/fault/$(T).sh)))
browser peers: build/test/jam build/jam
	@$(MAKE) --no-print-directory deps WITH="dev $@"
	@$(call run,$@ $(sort $(wildcard tests/cli/$@/$(T).bats)))
coverage: $(unit:%.c=build/cover/%) build/cover/jam build/jam
	@find build/cover -name '*.gcda' -delete
	-@$(call run,unit $(unit:%.c=build/cover/%),cover)
	-@$(call run,cli $(bats),cover)
	@sh tests/coverage.sh $(core) $(front)
analyze: build/test/jam $(unit:%.c=build/test/%)
	@$(MAKE) --no-print-directory deps WITH="dev analyze"
	@sh tests/analyze.sh '$(compile) $(pkg_cflags)' $(core) $(front)

docs: build/jam
	@sh tests/docs.sh build/jam
format:
	clang-format -i $$(find cmd core tests -name '*.[ch]')

bash_dir = $(DESTDIR)$(DATADIR)/bash-completion/completions
zsh_dir = $(DESTDIR)$(DATADIR)/zsh/site-functions
fish_dir = $(DESTDIR)$(DATADIR)/fish/vendor_completions.d
install: all
	install -D -m 755 build/jam $(DESTDIR)$(BINDIR)/jam
	install -D -m 644 completions/jam.bash $(bash_dir)/jam
	install -D -m 644 completions/jam.zsh $(zsh_dir)/_jam
	install -D -m 644 completions/jam.fish $(fish_dir)/jam.fish
	for p in $(pages); do install -D -m 644 $$p \
		$(DESTDIR)$(MANDIR)/man$${p##*.}/$${p##*/}; done
uninstall:
	rm -f $(DESTDIR)$(BINDIR)/jam $(bash_dir)/jam $(zsh_dir)/_jam \
		$(fish_dir)/jam.fish $(foreach p,$(pages),\
		$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $p))/$(notdir $p))
clean:
	rm -rf build demo

.PHONY: all need deps demo test unit cli golden examples lint asan fuzz bench \
	fault browser peers coverage analyze docs format install uninstall clean
.SECONDARY:
-include $(shell find build -name '*.d' 2>/dev/null)
