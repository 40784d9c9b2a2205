/* SPDX-License-Identifier: MIT */
/* What a payload says of rows, found in its canonical JSON. */
#ifndef JAM_STORE_PAYLOAD_H
#define JAM_STORE_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>

/* A part of the payload, as it stands there; length 0: not there. */
struct jam_span {
	const char *text;
	size_t length;
};

struct jam_payload {
	struct jam_span ended, ended_sha256, key, row, rows, rows_sha256, table;
};

/*
 * False if it is no object with sorted members.  Members' values are told
 * apart, not checked.
 */
bool jam_payload_read(const char *text, struct jam_payload *payload);

bool jam_span_is(const struct jam_span *span, const char *text);

#endif
