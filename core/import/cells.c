/* SPDX-License-Identifier: MIT */
/* The cells of a row, read as values. */
#include "core/import/cells.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/csv.h"
#include "core/base/decimal.h"
#include "core/base/utf8.h"
#include "core/import/headers.h"
#include "core/import/sources.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/person.h"
#include "core/model/registration.h"

const char *
jam_row_cell(const struct jam_row *row, size_t column)
{
	const char *cell = column < row->count ? row->cells[column] : "";

	if (row->headers->guarded && cell[0] == '\'' &&
	    jam_csv_formula(cell + 1))
		return cell + 1;
	return cell;
}

static bool
bad(enum jam_field field, struct jam_error *err)
{
	return jam_error_field(err, jam_fields[field].name);
}

bool
jam_row_differs(const struct jam_row *row, size_t column, const char *name,
		struct jam_error *err)
{
	const struct jam_heading *columns = row->headers->columns;
	size_t first = 0;

	while (first < column &&
	       (columns[first].role != columns[column].role ||
		columns[first].index != columns[column].index ||
		*jam_row_cell(row, first) == '\0'))
		first++;
	jam_fail(err, JAM_E_DATA,
		 "columns %zu and %zu say \"%.100s\" and \"%.100s\"", first + 1,
		 column + 1, jam_row_cell(row, first),
		 jam_row_cell(row, column));
	jam_hint(err, "choose one: --map %s=#%zu", name, first + 1);
	return jam_error_field(err, name);
}

/* Several columns that must agree. */
static bool
read_same(const struct jam_row *row, enum jam_field field, const char **text,
	  struct jam_error *err)
{
	const struct jam_bind *from = &row->headers->fields[field];

	for (size_t i = 0; i < from->count; i++) {
		const char *cell = jam_row_cell(row, from->columns[i]);

		if (*cell == '\0')
			continue;
		if (*text != NULL && strcmp(*text, cell) != 0)
			return jam_row_differs(row, from->columns[i],
					       jam_fields[field].name, err);
		*text = cell;
	}
	return true;
}

static const char *
read_joined(const struct jam_row *row, const struct jam_bind *from)
{
	struct jam_buf buf;

	jam_buf_init(&buf, row->arena);
	for (size_t i = 0; i < from->count; i++) {
		const char *cell = jam_row_cell(row, from->columns[i]);

		if (*cell != '\0')
			jam_buf_format(&buf, "%s%s", buf.length > 0 ? " " : "",
				       cell);
	}
	return buf.length > 0 ? jam_buf_string(&buf) : NULL;
}

bool
jam_row_text(const struct jam_row *row, enum jam_field field, const char **text,
	     struct jam_error *err)
{
	const struct jam_bind *from = &row->headers->fields[field];

	*text = NULL;
	if (from->joined)
		*text = read_joined(row, from);
	else if (!read_same(row, field, text, err))
		return false;
	if (*text != NULL && row->mapping->values_len > 0)
		*text = jam_mapping_value(row->mapping, jam_fields[field].name,
					  *text, row->arena);
	if (*text != NULL && **text == '\0')
		*text = NULL;
	return true;
}

/* True for text that tidying would leave alone: most of it. */
static bool
is_tidy(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || (*text == ' ' && text[1] == ' '))
			return false;
	return true;
}

static bool
fits(size_t length, size_t most, const char *of, struct jam_error *err)
{
	return length <= most ||
	       jam_fail(err, JAM_E_DATA, "has %zu %s, at most %zu", length, of,
			most);
}

bool
jam_line_fits(const char *line, struct jam_error *err)
{
	return line == NULL || strlen(line) <= JAM_LINE_MAX ||
	       fits(jam_utf8_length(line), JAM_LINE_MAX, "characters", err);
}

bool
jam_text_fits(const char *text, size_t most, struct jam_error *err)
{
	return text == NULL || fits(strlen(text), most, "bytes", err);
}

bool
jam_row_line(const struct jam_row *row, enum jam_field field, const char **text,
	     struct jam_error *err)
{
	if (!jam_row_text(row, field, text, err))
		return false;
	if (*text != NULL && !is_tidy(*text))
		*text = jam_utf8_tidy(row->arena, *text, true);
	if (!jam_line_fits(*text, err))
		return bad(field, err);
	if (*text != NULL && **text == '\0')
		*text = NULL;
	return true;
}

bool
jam_row_long(const struct jam_row *row, enum jam_field field, size_t most,
	     const char **text, struct jam_error *err)
{
	if (!jam_row_text(row, field, text, err))
		return false;
	if (*text != NULL)
		*text = jam_utf8_tidy(row->arena, *text, false);
	if (!jam_text_fits(*text, most, err))
		return bad(field, err);
	if (*text != NULL && **text == '\0')
		*text = NULL;
	return true;
}

bool
jam_row_name(const struct jam_row *row, const char **name,
	     struct jam_error *err)
{
	const char *first, *last;

	if (!jam_row_line(row, JAM_F_NAME, name, err))
		return false;
	if (*name != NULL || row->headers->fields[JAM_F_NAME].fixed)
		return true;
	if (!jam_row_line(row, JAM_F_FIRST, &first, err) ||
	    !jam_row_line(row, JAM_F_LAST, &last, err))
		return false;
	*name = first == NULL ? last : first;
	if (first != NULL && last != NULL)
		*name = jam_format(row->arena, "%s %s", first, last);
	return true;
}

bool
jam_row_email(const struct jam_row *row, const char **email, const char **key,
	      struct jam_error *err)
{
	const char *text;

	*email = *key = NULL;
	if (!jam_row_text(row, JAM_F_EMAIL, &text, err))
		return false;
	if (text == NULL)
		jam_fail(err, JAM_E_DATA, "there is no e-mail address");
	else if (!jam_email_read(row->arena, text, email, key))
		jam_fail(err, JAM_E_DATA, "\"%.100s\" is not an e-mail address",
			 text);
	else
		return true;
	return bad(JAM_F_EMAIL, err);
}

static bool
unknown_site(const struct jam_row *row, const char *text, struct jam_error *err)
{
	struct jam_buf buf;

	jam_buf_init(&buf, row->arena);
	for (size_t i = 0; i < row->event->sites_len; i++)
		jam_buf_format(&buf, "%s, ", row->event->sites[i].key);
	jam_buf_text(&buf, "online");
	jam_fail(err, JAM_E_DATA, "\"%.100s\" is no site; there are %.900s",
		 text, jam_buf_string(&buf));
	jam_hint(err, "say what it means in a map file: values: {site: {…}}");
	return bad(JAM_F_SITE, err);
}

bool
jam_row_site(const struct jam_row *row, const char **site,
	     struct jam_error *err)
{
	const struct jam_event *event = row->event;
	const char *text, *folded;

	*site = NULL;
	if (!jam_row_line(row, JAM_F_SITE, &text, err))
		return false;
	if (text == NULL)
		return true;
	for (size_t i = 0; *site == NULL && i < event->sites_len; i++)
		if (strcmp(event->sites[i].key, text) == 0)
			*site = event->sites[i].key;
	if (*site != NULL)
		return true;
	folded = jam_utf8_fold(row->arena, text);
	if (strcmp(folded, "online") == 0) {
		*site = "";
		return true;
	}
	for (size_t i = 0; i < event->sites_len; i++)
		if (strcmp(event->sites[i].key, folded) == 0 ||
		    strcmp(jam_utf8_fold(row->arena, event->sites[i].title),
			   folded) == 0) {
			*site = event->sites[i].key;
			return true;
		}
	return unknown_site(row, text, err);
}

/* UTC when header or source says so, else the map file's or the event's. */
static const char *
zone_of(const struct jam_row *row, enum jam_field field)
{
	const struct jam_bind *from = &row->headers->fields[field];

	if (row->headers->tool != NULL && row->headers->tool->utc)
		return "UTC";
	if (from->count > 0 &&
	    strstr(row->headers->columns[from->columns[0]].folded, "(utc)") !=
		NULL)
		return "UTC";
	return row->mapping->zone != NULL ? row->mapping->zone
					  : row->event->zone;
}

bool
jam_row_time(const struct jam_row *row, enum jam_field field, int64_t *at,
	     struct jam_error *err)
{
	const char *text;

	*at = JAM_NONE;
	if (!jam_row_text(row, field, &text, err))
		return false;
	return text == NULL ||
	       jam_date_read(text, row->order, zone_of(row, field), at, err) ||
	       bad(field, err);
}

bool
jam_row_bool(const struct jam_row *row, enum jam_field field, int64_t *value,
	     struct jam_error *err)
{
	static const char *const words[] = { "no",   "yes", "false",
					     "true", "0",   "1" };
	const char *text, *folded;

	*value = JAM_NONE;
	if (!jam_row_line(row, field, &text, err))
		return false;
	if (text == NULL)
		return true;
	folded = jam_utf8_fold(row->arena, text);
	for (int i = 0; i < 6; i++)
		if (strcmp(words[i], folded) == 0)
			*value = i % 2;
	if (*value != JAM_NONE)
		return true;
	jam_fail(err, JAM_E_DATA, "\"%.100s\" is neither yes nor no", text);
	return bad(field, err);
}

bool
jam_row_list(const struct jam_row *row, enum jam_field field,
	     const char ***items, size_t *count, struct jam_error *err)
{
	const char *text, *end;
	size_t room = 1;

	*count = 0;
	*items = NULL;
	if (!jam_row_text(row, field, &text, err))
		return false;
	if (text == NULL)
		return true;
	for (const char *c = text; *c != '\0'; c++)
		room += *c == ';';
	*items = jam_alloc_array(row->arena, room, sizeof **items);
	for (; text != NULL; text = *end == ';' ? end + 1 : NULL) {
		const char *item;

		end = text + strcspn(text, ";");
		item = jam_utf8_tidy(
		    row->arena,
		    jam_strndup(row->arena, text, (size_t)(end - text)), true);
		if (*item != '\0')
			(*items)[(*count)++] = item;
	}
	return true;
}

bool
jam_row_answers(const struct jam_row *row, const struct jam_answer **answers,
		size_t *count, struct jam_error *err)
{
	const struct jam_headers *headers = row->headers;
	const struct jam_bind *prize = &headers->fields[JAM_F_PRIZE];
	struct jam_answer *made;

	*count = 0;
	*answers = NULL;
	if (headers->answers + prize->count == 0)
		return true;
	made = jam_alloc_array(row->arena, headers->answers + prize->count,
			       sizeof *made);
	for (size_t i = 0; i < headers->count; i++) {
		const char *cell = jam_row_cell(row, i);

		if (*cell == '\0' ||
		    (headers->columns[i].role != JAM_AS_ANSWER &&
		     (prize->count == 0 || i != prize->columns[0])))
			continue;
		if (!jam_text_fits(cell, JAM_PROSE_MAX, err))
			return jam_error_field(err, headers->columns[i].label);
		cell = jam_utf8_tidy(row->arena, cell, false);
		if (*cell != '\0')
			made[(*count)++] = (struct jam_answer){
				headers->source, headers->columns[i].label, cell
			};
	}
	*answers = made;
	return true;
}

const char *
jam_row_attachment(const struct jam_row *row)
{
	const struct jam_headers *headers = row->headers;

	for (size_t i = 0; i < headers->count && i < row->count; i++) {
		const char *link = strstr(row->cells[i], " (https://");

		if (link != NULL && headers->columns[i].role == JAM_AS_ANSWER &&
		    strstr(link, "airtable") != NULL &&
		    link[strlen(link) - 1] == ')')
			return headers->columns[i].label;
	}
	return NULL;
}

bool
jam_row_takes(const struct jam_row *row, const char *word)
{
	for (size_t i = 0; i < row->mapping->take_len; i++)
		if (strcmp(row->mapping->take[i], word) == 0)
			return true;
	return false;
}

bool
jam_row_fits(const struct jam_row *row, struct jam_error *err)
{
	const struct jam_headers *headers = row->headers;

	if (headers->triplets < headers->count)
		return true;
	for (size_t i = headers->count; i < row->count; i++)
		if (row->cells[i][0] != '\0')
			return jam_fail(err, JAM_E_DATA,
					"%zu cells, but the header has %zu; "
					"cell %zu holds \"%.60s\"",
					row->count, headers->count, i + 1,
					row->cells[i]);
	return true;
}

bool
jam_number_read(const char *text, struct jam_arena *arena, const char **decimal,
		struct jam_error *err)
{
	char *made = jam_strdup(arena, text);
	size_t length = strlen(made);
	char *comma = strchr(made, ',');
	unsigned places;

	if (length > 1 && made[length - 1] == '%') {
		made[--length] = '\0';
		while (length > 0 && made[length - 1] == ' ')
			made[--length] = '\0';
	}
	if (comma != NULL && strlen(comma + 1) != 3 &&
	    strchr(made, '.') == NULL && strchr(comma + 1, ',') == NULL)
		*comma = '.';
	*decimal = made;
	if (jam_decimal_places(made, &places))
		return true;
	jam_fail(err, JAM_E_DATA, "\"%.100s\" is not a number", text);
	if (comma != NULL)
		return jam_hint(err, "write thousands without a mark, and a "
				     "point or a comma before the decimals");
	return false;
}
