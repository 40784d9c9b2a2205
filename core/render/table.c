/* SPDX-License-Identifier: MIT */
/* Tables for a terminal. */
#include "core/render/table.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/map.h"
#include "core/base/utf8.h"

#define GAP	   ((size_t)2)
#define TEXT_LEAST ((size_t)12)
#define TEXT_MOST  ((size_t)24) /* where there are several tables */

/* One column as it will stand. */
struct layout {
	size_t width;
	const char **lines; /* of the head, from the top */
	size_t lines_len;
	bool empty;  /* throughout, and there is no room for it */
	bool hidden; /* not in this table */
	bool key;    /* says which row it is, in each table */
};

struct sheet {
	struct jam_arena *arena;
	struct jam_grid *grid;
	const struct jam_table_options *options;
	struct layout *layouts;
};

void
jam_grid_put(struct jam_grid *grid, struct jam_arena *arena, const char *cell)
{
	grid->cells = jam_grow(arena, grid->cells, &grid->capacity,
			       grid->count + 1, sizeof(*grid->cells));
	grid->cells[grid->count++] = cell;
	grid->rows = grid->count / grid->heads.count;
}

const char *
jam_grid_cell(const struct jam_grid *grid, size_t row, size_t column)
{
	return grid->cells[row * grid->heads.count + column];
}

static size_t
places(const char *number)
{
	const char *point = strchr(number, '.');

	return point != NULL ? strlen(point + 1) : 0;
}

static const char *
padded(struct jam_arena *arena, const char *number, size_t want)
{
	size_t have = places(number);

	if (*number == '\0' || have >= want)
		return number;
	return jam_format(arena, "%s%s%.*s", number, have == 0 ? "." : "",
			  (int)(want - have), "000000000");
}

void
jam_grid_align(struct jam_grid *grid, struct jam_arena *arena)
{
	size_t n = grid->heads.count;

	for (size_t c = 0; c < n; c++) {
		size_t most = 0;

		if (!grid->heads.items[c].real)
			continue;
		for (size_t r = 0; r < grid->rows; r++) {
			size_t d = places(jam_grid_cell(grid, r, c));

			most = d > most ? d : most;
		}
		for (size_t r = 0; r < grid->rows; r++)
			grid->cells[r * n + c] =
			    padded(arena, grid->cells[r * n + c], most);
	}
}

/* Line breaks and tabs become blanks, all other controls visible. */
static const char *
shown(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;
	char *flat;

	if (text[strcspn(text, "\t\n\r")] != '\0') {
		flat = jam_strdup(arena, text);
		for (char *p = flat; *p != '\0'; p++)
			if (strchr("\t\n\r", *p) != NULL)
				*p = ' ';
		text = flat;
	}
	jam_buf_init(&buf, arena);
	jam_utf8_show(&buf, text, false);
	return jam_buf_string(&buf);
}

/* The least width that shows all cells of a column. */
static size_t
cells_width(const struct jam_grid *grid, size_t column)
{
	size_t most = 0;

	for (size_t r = 0; r < grid->rows; r++) {
		size_t w = jam_utf8_width(jam_grid_cell(grid, r, column));

		most = w > most ? w : most;
	}
	return most;
}

/* The bytes of the head's next piece: a word and the mark that ends it. */
static size_t
piece(const char *text)
{
	size_t n = strcspn(text, " _-");

	return text[n] != '\0' ? n + 1 : n;
}

static size_t
longest_piece(const char *text)
{
	size_t most = 0;

	for (size_t n; *text != '\0'; text += n) {
		n = piece(text);
		most = n > most ? n : most;
	}
	return most;
}

/* Break the head at its marks into lines of at most the column's width. */
static void
break_head(struct sheet *s, size_t column)
{
	const char *text = s->grid->heads.items[column].name;
	struct layout *l = &s->layouts[column];
	size_t cap = 0;

	while (*text != '\0') {
		size_t n = piece(text), width;
		const char *line = text;

		text += n;
		while (*text != '\0' && n + piece(text) <= l->width) {
			size_t more = piece(text);

			n += more;
			text += more;
		}
		n = jam_utf8_cut(jam_strndup(s->arena, line, n), l->width,
				 &width);
		l->lines = jam_grow(s->arena, l->lines, &cap, l->lines_len + 1,
				    sizeof(*l->lines));
		l->lines[l->lines_len++] = jam_strndup(s->arena, line, n);
	}
}

static size_t
total_width(const struct sheet *s)
{
	size_t sum = 0;

	for (size_t c = 0; c < s->grid->heads.count; c++)
		if (!s->layouts[c].hidden)
			sum += s->layouts[c].width + (sum > 0 ? GAP : 0);
	return sum;
}

/* Take from the widest text until all fits; false if that does not do. */
static bool
shrink(struct sheet *s)
{
	while (total_width(s) > s->options->width) {
		struct layout *widest = NULL;

		for (size_t c = 0; c < s->grid->heads.count; c++) {
			struct layout *l = &s->layouts[c];

			if (s->grid->heads.items[c].whole || l->hidden)
				continue;
			if (widest == NULL || l->width > widest->width)
				widest = l;
		}
		if (widest == NULL || widest->width <= TEXT_LEAST)
			return false;
		widest->width--;
	}
	return true;
}

/* Widths that show everything, heads in one line. */
static void
lay_out_wide(struct sheet *s)
{
	for (size_t c = 0; c < s->grid->heads.count; c++) {
		size_t w = cells_width(s->grid, c);
		size_t head = jam_utf8_width(s->grid->heads.items[c].name);

		s->layouts[c].width = head > w ? head : w;
	}
}

/* Widths with heads in several lines, without columns that are empty. */
static void
lay_out_close(struct sheet *s)
{
	for (size_t c = 0; c < s->grid->heads.count; c++) {
		size_t w = cells_width(s->grid, c);
		size_t head = longest_piece(s->grid->heads.items[c].name);

		s->layouts[c].empty = w == 0 && s->grid->rows > 0;
		s->layouts[c].hidden = s->layouts[c].empty;
		s->layouts[c].width = head > w ? head : w;
	}
}

static void
put_blanks(struct jam_buf *out, size_t n)
{
	while (n-- > 0)
		jam_buf_char(out, ' ');
}

/* The text cut to the width, with a mark where something is missing. */
static void
put_cut(struct jam_buf *out, const struct sheet *s, const char *text,
	size_t width)
{
	const char *mark = s->options->ascii ? ".." : "…";
	size_t room = width - jam_utf8_width(mark), used;

	jam_buf_add(out, text, jam_utf8_cut(text, room, &used));
	jam_buf_text(out, mark);
	put_blanks(out, room - used);
}

static void
put_cell(struct jam_buf *out, const struct sheet *s, size_t column,
	 const char *text, bool bold)
{
	size_t want = s->layouts[column].width, have = jam_utf8_width(text);
	bool right = s->grid->heads.items[column].number;
	size_t blanks = have < want ? want - have : 0;

	if (right)
		put_blanks(out, blanks);
	if (bold && s->options->color)
		jam_buf_text(out, "\033[1m");
	if (have > want)
		put_cut(out, s, text, want);
	else
		jam_buf_text(out, text);
	if (bold && s->options->color)
		jam_buf_text(out, "\033[0m");
	if (!right)
		put_blanks(out, blanks);
}

/* End the line without blanks before it. */
static void
end_line(struct jam_buf *out)
{
	while (out->length > 0 && out->data[out->length - 1] == ' ')
		out->length--;
	jam_buf_char(out, '\n');
}

static void
put_head(struct jam_buf *out, const struct sheet *s, size_t line, size_t lines)
{
	const char *gap = "";

	for (size_t c = 0; c < s->grid->heads.count; c++) {
		const struct layout *l = &s->layouts[c];
		size_t skip;

		if (l->hidden)
			continue;
		skip = lines - l->lines_len;
		jam_buf_text(out, gap);
		put_cell(out, s, c, line < skip ? "" : l->lines[line - skip],
			 true);
		gap = "  ";
	}
	end_line(out);
}

static void
put_rule(struct jam_buf *out, const struct sheet *s)
{
	const char *gap = "";

	for (size_t c = 0; c < s->grid->heads.count; c++) {
		if (s->layouts[c].hidden)
			continue;
		jam_buf_text(out, gap);
		for (size_t i = 0; i < s->layouts[c].width; i++)
			jam_buf_text(out, s->options->ascii ? "-" : "─");
		gap = "  ";
	}
	jam_buf_char(out, '\n');
}

static bool
is_podium(const struct jam_head *head, const char *cell)
{
	return strcmp(head->name, "rank") == 0 && strlen(cell) == 1 &&
	       strchr("123", cell[0]) != NULL;
}

static void
put_row(struct jam_buf *out, const struct sheet *s, size_t row)
{
	const char *gap = "";

	for (size_t c = 0; c < s->grid->heads.count; c++) {
		const char *cell = jam_grid_cell(s->grid, row, c);

		if (s->layouts[c].hidden)
			continue;
		jam_buf_text(out, gap);
		put_cell(out, s, c, cell,
			 is_podium(&s->grid->heads.items[c], cell));
		gap = "  ";
	}
	end_line(out);
}

static void
put_table(struct jam_buf *out, const struct sheet *s)
{
	size_t lines = 0;

	for (size_t c = 0; c < s->grid->heads.count; c++)
		if (!s->layouts[c].hidden && s->layouts[c].lines_len > lines)
			lines = s->layouts[c].lines_len;
	for (size_t i = 0; i < lines; i++)
		put_head(out, s, i, lines);
	put_rule(out, s);
	for (size_t r = 0; r < s->grid->rows; r++)
		put_row(out, s, r);
}

/* How many rows the keys tell apart. */
static size_t
told_apart(const struct sheet *s)
{
	struct jam_mark mark = jam_arena_mark(s->arena);
	struct jam_map rows;
	struct jam_buf key;
	size_t count;

	jam_map_init(&rows, s->arena);
	jam_buf_init(&key, s->arena);
	for (size_t r = 0; r < s->grid->rows; r++) {
		key.length = 0;
		for (size_t c = 0; c < s->grid->heads.count; c++) {
			if (!s->layouts[c].key)
				continue;
			jam_buf_text(&key, jam_grid_cell(s->grid, r, c));
			jam_buf_char(&key, '\n');
		}
		jam_map_put(&rows, jam_buf_string(&key), &rows);
	}
	count = rows.count;
	jam_arena_reset(s->arena, mark);
	return count;
}

/*
 * The first text, and those after it that are needed to tell rows apart, as
 * long as they leave a third of the width to the others.
 */
static void
find_keys(struct sheet *s)
{
	size_t told = 0, width = 0;

	for (size_t c = 0; c < s->grid->heads.count; c++) {
		struct layout *l = &s->layouts[c];
		size_t more;

		if (s->grid->heads.items[c].whole || l->empty ||
		    told == s->grid->rows ||
		    (told > 0 &&
		     width + l->width + GAP > s->options->width * 2 / 3))
			continue;
		l->key = true;
		more = told_apart(s);
		l->key = told == 0 || more > told;
		width += l->key ? l->width + GAP : 0;
		told = more > told ? more : told;
	}
}

/* Show as many columns from `first` on as fit; returns the next one. */
static size_t
choose(struct sheet *s, size_t first)
{
	size_t n = s->grid->heads.count, c;
	bool any = false;

	for (c = 0; c < n; c++)
		s->layouts[c].hidden = !s->layouts[c].key || first == 0;
	for (c = first; c < n; c++) {
		if (s->layouts[c].empty || (s->layouts[c].key && first > 0))
			continue;
		s->layouts[c].hidden = false;
		if (any && total_width(s) > s->options->width) {
			s->layouts[c].hidden = true;
			break;
		}
		any = true;
	}
	return c;
}

static void
put_tables(struct jam_buf *out, struct sheet *s)
{
	size_t n = s->grid->heads.count;

	for (size_t c = 0; c < n; c++)
		if (!s->grid->heads.items[c].whole &&
		    s->layouts[c].width > TEXT_MOST)
			s->layouts[c].width = TEXT_MOST;
	find_keys(s);
	for (size_t c = 0; c < n; c++)
		break_head(s, c);
	for (size_t first = 0; first < n;) {
		if (first > 0)
			jam_buf_char(out, '\n');
		first = choose(s, first);
		put_table(out, s);
	}
}

static void
make_safe(const struct sheet *s)
{
	struct jam_heads *heads = &s->grid->heads;

	for (size_t i = 0; i < heads->count * s->grid->rows; i++)
		s->grid->cells[i] = shown(s->arena, s->grid->cells[i]);
	for (size_t c = 0; c < heads->count; c++)
		heads->items[c].name = shown(s->arena, heads->items[c].name);
}

void
jam_table_write(struct jam_buf *out, struct jam_grid *grid,
		const struct jam_table_options *options)
{
	struct sheet s = { out->arena, grid, options, NULL };
	size_t n = grid->heads.count;

	jam_grid_align(grid, s.arena);
	make_safe(&s);
	s.layouts = jam_alloc_array(s.arena, n, sizeof(*s.layouts));
	lay_out_wide(&s);
	if (options->width > 0 && total_width(&s) > options->width) {
		if (grid->rows == 1) {
			jam_table_record(out, grid, options);
			return;
		}
		lay_out_close(&s);
		if (!shrink(&s)) {
			lay_out_close(&s);
			put_tables(out, &s);
			return;
		}
	}
	for (size_t c = 0; c < n; c++)
		break_head(&s, c);
	put_table(out, &s);
}
