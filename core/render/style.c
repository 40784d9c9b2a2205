/* SPDX-License-Identifier: MIT */
/* The look of the pages: light, dark, print, phone. */
#include "core/render/style.h"

#include <stdint.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/hash.h"

/* clang-format off */
static const char *const style[] = {
":root { color-scheme: light dark; --back: #f7f6f2; --card: #fff;",
"  --text: #1c2326; --soft: #59646b; --line: #dfdcd3; --main: #0a6570;",
"  --tint: #e0efee; --fill: #2a8a8f; --gold: #a87400; --silver: #6b7680;",
"  --bronze: #9a5a2c }",
"@media (prefers-color-scheme: dark) { :root { --back: #12181b;",
"  --card: #1a2226; --text: #e6eaec; --soft: #a0acb3; --line: #2d383d;",
"  --main: #74cfd0; --tint: #17333a; --fill: #3f9ea3; --gold: #e5b94e;",
"  --silver: #b8c3cb; --bronze: #dd9a6a } }",
"* { box-sizing: border-box }",
"body { margin: 0; background: var(--back); color: var(--text);",
"  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans',",
"  'Liberation Sans', Arial, sans-serif; overflow-wrap: break-word }",
".in { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem }",
"a { color: var(--main); text-underline-offset: .15em;",
"  text-decoration-thickness: .06em }",
"a:hover { text-decoration-thickness: .12em }",
":focus-visible { outline: .2rem solid var(--main); outline-offset: .15rem;",
"  border-radius: .15rem }",
".skip { position: absolute; left: -99rem }",
".skip:focus { left: 1rem; top: .5rem; background: var(--card);",
"  padding: .5rem 1rem; z-index: 1 }",
".top { background: var(--card); border-bottom: 1px solid var(--line) }",
".top .in { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem;",
"  align-items: baseline; padding-top: .7rem; padding-bottom: .7rem }",
".top a { text-decoration: none; padding: .2rem 0; color: var(--soft) }",
".top a:hover { color: var(--main); text-decoration: underline }",
".top a[aria-current] { color: var(--main); font-weight: 600 }",
".top .home { font-weight: 700; color: var(--text); margin-right: auto }",
"@media (max-width: 32rem) { .top .home { flex-basis: 100% } }",
"time, .keep { white-space: nowrap }",
"main.in { padding-top: 2.6rem; padding-bottom: 3rem; min-height: 60vh }",
"h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance }",
"h1 { font-size: clamp(1.8rem, 5vw, 2.7rem); letter-spacing: -.02em;",
"  margin: 0 0 .6rem; font-weight: 750 }",
"h2 { font-size: 1.25rem; letter-spacing: -.01em; margin: 2.6rem 0 .8rem }",
"h3 { font-size: 1rem; margin: 1.4rem 0 .3rem }",
".prose h4, .prose h5, .prose h6 { margin: 1.4rem 0 .3rem; font-size: 1rem }",
"p { margin: 0 0 1rem }",
".kicker { color: var(--main); font-weight: 600; margin: 0 0 .3rem }",
".facts, .note, .by, caption, footer { color: var(--soft) }",
".facts { font-size: 1.05rem }",
".note, .by, footer, small { font-size: .9rem }",
".by { margin: 0 }",
".split { display: grid; gap: 0 3.5rem }",
"@media (min-width: 58rem) { .split { grid-template-columns:",
"  minmax(0, 1fr) 19rem } }",
".split > * > h2:first-child { margin-top: 1.4rem }",
".prose { max-width: 42rem }",
".prose pre, .prose code, code { font-family: ui-monospace,",
"  'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: .88em }",
".prose pre { background: var(--card); border: 1px solid var(--line);",
"  padding: .8rem 1rem; border-radius: .4rem; overflow-x: auto }",
".prose pre.plain { white-space: pre-wrap; font-family: inherit;",
"  font-size: 1rem }",
"blockquote { margin: 1rem 0; padding: .1rem 0 .1rem 1rem;",
"  border-left: .2rem solid var(--line); color: var(--soft) }",
"blockquote.comment { background: var(--card); color: inherit;",
"  border: 1px solid var(--line); border-left: .25rem solid var(--fill);",
"  border-radius: .4rem; padding: .9rem 1.1rem .1rem }",
"ul { padding-left: 1.2rem; margin: 0 0 1rem }",
"ul.plain { list-style: none; padding: 0 }",
"ul.plain > li { padding: .55rem 0; border-top: 1px solid var(--line) }",
"ul.plain > li:first-child { border-top: 0; padding-top: 0 }",
"table { border-collapse: collapse; width: 100%; margin: 0 0 1rem;",
"  font-size: .96rem }",
"caption { text-align: left; font-size: .9rem; padding-bottom: .5rem }",
"th, td { text-align: left; vertical-align: top; overflow-wrap: anywhere;",
"  padding: .55rem .75rem .55rem 0; border-bottom: 1px solid var(--line) }",
"th:last-child, td:last-child { padding-right: 0 }",
"thead th { font-size: .82rem; color: var(--soft); font-weight: 600;",
"  vertical-align: bottom; border-bottom: 2px solid var(--line) }",
"thead th, .wide { overflow-wrap: break-word }",
"tbody th { font-weight: 600; min-width: 11rem } small { font-weight: 400 }",
".num { text-align: right; font-variant-numeric: tabular-nums;",
"  white-space: nowrap }",
"@media (max-width: 44rem) { .wide { display: none }",
"  th, td { padding-right: .6rem } tbody th { min-width: 8.5rem }",
"  td:not(.num) { min-width: 6.5rem } }",
"ol.podium { list-style: none; margin: 1.5rem 0; padding: 0; display: grid;",
"  gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)) }",
"@media (max-width: 36rem) { ol.podium { grid-template-columns: 1fr } }",
".podium li { background: var(--card); border: 1px solid var(--line);",
"  display: flex; flex-direction: column;",
"  border-top: .3rem solid var(--line); border-radius: .5rem;",
"  padding: 1rem 1.2rem 1.2rem }",
".podium .r1 { border-top-color: var(--gold) }",
".podium .r2 { border-top-color: var(--silver) }",
".podium .r3 { border-top-color: var(--bronze) }",
".podium .place { font-size: .85rem; font-weight: 700; color: var(--soft);",
"  margin: 0 }",
".podium .name { font-size: 1.15rem; font-weight: 700; line-height: 1.3;",
"  margin: .1rem 0 .2rem }",
".podium .score { font-size: 1.7rem; font-weight: 700; margin: auto 0 0;",
"  padding-top: .6rem; line-height: 1.1; font-variant-numeric: tabular-nums }",
".name a, tbody th a { text-decoration: none }",
".name a:hover, tbody th a:hover { text-decoration: underline }",
"ul.figures { list-style: none; display: flex; flex-wrap: wrap;",
"  gap: 1rem 2.5rem; padding: 1.1rem 1.3rem; margin: 1.5rem 0;",
"  background: var(--card); border: 1px solid var(--line);",
"  border-radius: .5rem }",
".figures li { min-width: 5rem; font-size: 1.5rem; font-weight: 700;",
"  line-height: 1.25; font-variant-numeric: tabular-nums }",
".figures .what { display: block; font-size: .85rem; font-weight: 400 }",
".figures small { font-size: 1rem } .what, .figures small, small {",
"  color: var(--soft) }",
"dl { margin: 0 0 1rem } dl.day { display: grid; gap: .45rem 1.2rem;",
"  grid-template-columns: max-content 1fr }",
".day dt { color: var(--soft); font-variant-numeric: tabular-nums }",
".day dd { margin: 0 }",
"svg { max-width: 100%; height: auto; display: block }",
"svg.bar { width: 100%; min-width: 4rem; height: .4rem; margin-top: .35rem }",
".table { overflow-x: auto }",
"figure { margin: 1.2rem 0; overflow-x: auto }",
"figure svg { width: 100%; max-width: 42rem; min-width: 30rem }",
"svg .track { fill: var(--line) } svg .fill { fill: var(--fill) }",
"svg .dot { fill: var(--text) } svg .mark { fill: var(--main) }",
"svg .range { fill: var(--fill); fill-opacity: .35 }",
"svg text { fill: var(--text) } svg .soft { fill: var(--soft) }",
"svg .axis { stroke: var(--line) } svg .line { stroke: var(--fill) }",
"code { overflow-wrap: anywhere }",
"nav.pair { display: flex; gap: 1rem 3rem; justify-content: space-between;",
"  border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem }",
"nav.pair p { margin: 0 } .right { text-align: right }",
"footer { border-top: 1px solid var(--line); padding: 1.2rem 0 2.5rem }",
"footer p { margin: 0 }",
"@media print { :root { --back: #fff; --card: #fff; --text: #000;",
"  --soft: #444; --line: #bbb; --main: #000; --fill: #777 }",
"  .top, .skip { display: none } .in, main.in { padding: 0; max-width: none;",
"    min-height: 0 } footer { padding: .6rem 0 0; break-before: avoid }",
"  body { font-size: 10.5pt } .wide { display: table-cell }",
"  table { font-size: 9pt } th, td { padding: .25rem .5rem .25rem 0 }",
"  .table, figure { overflow: visible } figure svg { min-width: 0 }",
"  tbody th { min-width: 9rem } .split { display: block }",
"  tr, li, figure, dl.day { break-inside: avoid }",
"  h2, h3, caption { break-after: avoid } }",
NULL
};
/* clang-format on */

const char *
jam_style_join(struct jam_arena *arena, const char *const *lines)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	for (; *lines != NULL; lines++) {
		jam_buf_text(&buf, *lines);
		jam_buf_char(&buf, '\n');
	}
	return jam_buf_string(&buf);
}

const char *
jam_style(struct jam_arena *arena)
{
	return jam_style_join(arena, style);
}

/* RFC 4648; the 32 bytes of a hash leave two for the last group. */
static void
put_base64(struct jam_buf *out, const uint8_t bytes[JAM_HASH_SIZE])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint8_t padded[JAM_HASH_SIZE + 1] = { 0 };

	memcpy(padded, bytes, JAM_HASH_SIZE);
	for (size_t i = 0; i < sizeof(padded); i += 3) {
		uint32_t group = (uint32_t)padded[i] << 16 |
				 (uint32_t)padded[i + 1] << 8 | padded[i + 2];

		for (int shift = 18; shift >= 0; shift -= 6)
			jam_buf_char(out, digits[group >> shift & 63]);
	}
	out->data[out->length - 1] = '=';
}

const char *
jam_style_source(struct jam_arena *arena, const char *text)
{
	struct jam_hash hash;
	struct jam_buf buf;

	jam_hash_of(text, strlen(text), &hash);
	jam_buf_init(&buf, arena);
	jam_buf_text(&buf, "'sha256-");
	put_base64(&buf, hash.bytes);
	jam_buf_char(&buf, '\'');
	return jam_buf_string(&buf);
}
