#!/bin/sh
# SPDX-License-Identifier: MIT
# The pages of the example as people read them: Markdown in both flavors, one
# page as HTML, front matter.  The stylesheet and digests are left out.
set -eu

sh "$TOP/examples/interpretability/run.sh" demo >/dev/null 2>&1
cd demo
jam export pages -o md >/dev/null
jam export pages --flavor commonmark --front-matter quarto -o cm >/dev/null

for page in md/index.md md/results.md md/judges.md md/sites/london.md \
	md/projects/tracing-a-wrong-fact.md cm/results.md \
	pages/projects/tracing-a-wrong-fact.html; do
	printf '\n==== %s\n' "$page"
	sed -e '/^<style>/,/^<\/style>/d' -e 's/[0-9a-f]\{16,\}/…/g' \
		-e "s/'sha256-[^']*'/…/" "$page"
done
