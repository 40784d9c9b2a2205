# SPDX-License-Identifier: MIT
# jam: build, test, install.  `make demo` and `make test` are all one needs.
VERSION = 0.1.0
FLAVOUR = release
B = build/$(FLAVOUR)
export LC_ALL = C

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
DATADIR = $(PREFIX)/share
MANDIR = $(DATADIR)/man
T = *
FUZZ_SECONDS = 60
FAULT = shallow

PKGS = sqlite3 yaml-0.1 libcmark libutf8proc jansson libsodium
core := $(sort $(wildcard core/*/*.c))
front := $(sort $(wildcard cmd/*.c cmd/cli/*.c))
schema := $(sort $(wildcard core/store/schema/*.sql))
unit := $(sort $(wildcard tests/unit/test_$(T).c))
oracles := $(sort $(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c)))

std = -std=c11 -D_POSIX_C_SOURCE=200809L -I. -I$(B)
warn = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wwrite-strings -Wvla
flags = -ffp-contract=off -ffile-prefix-map=$(CURDIR)=. -MMD -MP
safe = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
flags_release = -O2 $(safe)
flags_test = -O1 -g -DJAM_TEST_CLOCK $(safe)
san = -fsanitize=address,undefined -fno-sanitize-recover=all
flags_asan = -O1 -g -DJAM_TEST_CLOCK -fno-omit-frame-pointer $(san)
flags_fuzz = -O1 -g -DJAM_TEST_CLOCK $(san) -fsanitize=fuzzer-no-link
flags_cover = -O0 -g -DJAM_TEST_CLOCK --coverage
link_release = -pie -Wl,-z,relro -Wl,-z,now
link_test = $(link_release)
link_asan = $(san)
link_fuzz = $(san)
link_cover = --coverage
ifneq ($(CI),)
warn += -Werror
endif

compile = $(CC) $(std) $(warn) $(flags) $(flags_$(FLAVOUR)) \
	-DJAM_VERSION='"$(VERSION)"' $(cflags_pkg) $(CPPFLAGS) $(CFLAGS)
link = $(CC) $(flags_$(FLAVOUR)) $(link_$(FLAVOUR)) $(CFLAGS) $(LDFLAGS)
have_pkgs := $(shell pkg-config --exists $(PKGS) 2>/dev/null && echo yes)
ifeq ($(have_pkgs),yes)
cflags_pkg := $(shell pkg-config --cflags $(PKGS))
libs := $(shell pkg-config --libs $(PKGS)) -lcsv -lm
endif

objects = $(core:%.c=$(B)/%.o) $(B)/schema.o
program = $(B)/jam
tests = $(unit:%.c=$(B)/%)

all: need
	@$(MAKE) --no-print-directory build/jam

build/jam: FORCE
	@$(MAKE) --no-print-directory FLAVOUR=release build/release/jam
	@cmp -s build/release/jam $@ || cp build/release/jam $@

need:
	@sh tests/lint/need.sh

$(B)/jam: $(front:%.c=$(B)/%.o) $(B)/libjam.a
	$(link) -o $@ $^ $(libs)

$(B)/libjam.a: $(objects)
	@rm -f $@
	ar rcsD $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(compile) -c -o $@ $<

$(B)/schema.o: $(B)/schema.c
	$(compile) -c -o $@ $<

$(B)/schema.c: $(schema)
	@mkdir -p $(@D)
	sh core/store/schema/embed.sh $^ >$@

$(B)/tests/unit/test_%: $(B)/tests/unit/test_%.o \
		$(oracles:%.c=$(B)/%.o) $(B)/libjam.a
	$(link) -o $@ $^ $(libs) -lcmocka

.PRECIOUS: $(B)/%.o $(B)/schema.c
FORCE:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
