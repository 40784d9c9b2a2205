/* SPDX-License-Identifier: MIT */
/* TZif files, RFC 8536, section 3. */
#include "tests/unit/tzif.h"

#include <stdio.h>
#include <string.h>

#define HEADER 44

/* The counts in a header, in their order there. */
enum { UT_COUNT, STD_COUNT, LEAP_COUNT, TIME_COUNT, TYPE_COUNT, CHAR_COUNT };

static int64_t
big_endian(const unsigned char *bytes, size_t n)
{
	uint64_t value = bytes[0] >= 128 ? UINT64_MAX : 0;

	for (size_t i = 0; i < n; i++)
		value = value << 8 | bytes[i];
	return (int64_t)value;
}

static size_t
count(const unsigned char *header, int which)
{
	return (size_t)big_endian(header + 20 + 4 * which, 4);
}

static size_t
block_size(const unsigned char *h, size_t time_size)
{
	return count(h, TIME_COUNT) * (time_size + 1) +
	       count(h, TYPE_COUNT) * 6 + count(h, CHAR_COUNT) +
	       count(h, LEAP_COUNT) * (time_size + 4) + count(h, STD_COUNT) +
	       count(h, UT_COUNT);
}

bool
tzif_read(struct tzif *zone, const char *path)
{
	unsigned char bytes[65536] = { 0 };
	const unsigned char *p = bytes;
	FILE *file = fopen(path, "rb");
	size_t n;

	if (file == NULL)
		return false;
	n = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	if (n < HEADER || memcmp(bytes, "TZif", 4) != 0 || bytes[4] < '2')
		return false;
	/* The first block has 32-bit times and is for old readers. */
	p += HEADER + block_size(p, 4);
	zone->times = count(p, TIME_COUNT);
	zone->types = count(p, TYPE_COUNT);
	if (zone->times > TZIF_TIMES || zone->types > TZIF_TYPES)
		return false;
	p += HEADER;
	for (size_t i = 0; i < zone->times; i++, p += 8)
		zone->at[i] = big_endian(p, 8);
	memcpy(zone->type_at, p, zone->times);
	p += zone->times;
	for (size_t i = 0; i < zone->types; i++, p += 6)
		zone->offset[i] = (int32_t)big_endian(p, 4);
	return true;
}

int32_t
tzif_offset(const struct tzif *zone, int64_t at)
{
	size_t type = 0;

	for (size_t i = 0; i < zone->times && zone->at[i] <= at; i++)
		type = zone->type_at[i];
	return zone->offset[type];
}

size_t
tzif_find(const struct tzif *zone, int64_t local, int64_t found[4])
{
	size_t n = 0;

	for (size_t i = 0; i < zone->types && n < 4; i++) {
		int64_t at = local - zone->offset[i];
		size_t j = n;

		if (tzif_offset(zone, at) != zone->offset[i])
			continue;
		while (j > 0 && found[j - 1] > at)
			j--;
		if (j > 0 && found[j - 1] == at)
			continue;
		memmove(found + j + 1, found + j, (n - j) * sizeof(*found));
		found[j] = at;
		n++;
	}
	return n;
}
