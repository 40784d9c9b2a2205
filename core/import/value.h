/* SPDX-License-Identifier: MIT */
/* One scalar of a document into a field of a struct. */
#ifndef JAM_IMPORT_VALUE_H
#define JAM_IMPORT_VALUE_H

struct jam_key;
struct jam_node;
struct jam_reading;

/*
 * Read a text node as the key's kind says into the struct at out, or add the
 * problem and leave the field alone.
 */
void jam_value_read(const struct jam_reading *reading,
		    const struct jam_node *node, const struct jam_key *key,
		    void *out);

/* The same for a list of texts: JAM_KEY_LINES, _EMAILS, _WORDS. */
void jam_value_list(const struct jam_reading *reading,
		    const struct jam_node *list, const struct jam_key *key,
		    void *out);

#endif
