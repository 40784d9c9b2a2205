/* SPDX-License-Identifier: MIT */
/* The one stylesheet of the pages, and what a policy says of inline parts. */
#ifndef JAM_RENDER_STYLE_H
#define JAM_RENDER_STYLE_H

struct jam_arena;

/* The stylesheet; of the arena. */
const char *jam_style(struct jam_arena *arena);

/* Lines of text as one; the last is NULL. */
const char *jam_style_join(struct jam_arena *arena, const char *const *lines);

/*
 * 'sha256-…' of an inline style or script, for a Content-Security-Policy: the
 * base64 of its SHA-256, in quotes; of the arena.
 */
const char *jam_style_source(struct jam_arena *arena, const char *text);

#endif
