/* SPDX-License-Identifier: MIT */
/* The bar of a long loop. */
#include "cmd/cli/progress.h"

#include <inttypes.h>
#include <string.h>

/* "3 s", "12 min", "4 h": short, since it changes all the time. */
static void
write_left(char *out, size_t size, uint64_t seconds)
{
	if (seconds < 120)
		snprintf(out, size, "%" PRIu64 " s left", seconds);
	else if (seconds < 7200)
		snprintf(out, size, "%" PRIu64 " min left", seconds / 60);
	else
		snprintf(out, size, "%" PRIu64 " h left", seconds / 3600);
}

static void
write_bar(FILE *to, uint64_t done, uint64_t total, size_t width)
{
	size_t full = (size_t)((double)done / (double)total * (double)width);

	putc('[', to);
	for (size_t i = 0; i < width; i++)
		putc(i < full ? '#' : '.', to);
	fputs("] ", to);
}

static void
draw(struct jam_progress *p, int64_t now)
{
	double seconds = (double)(now - p->began) / 1000;
	double rate = (double)p->done / seconds;
	char figures[96], left[40] = "";

	if (p->total > 0 && rate > 0)
		write_left(left, sizeof(left),
			   (uint64_t)((double)(p->total - p->done) / rate + 1));
	if (p->total > 0)
		snprintf(figures, sizeof(figures),
			 "%3.0f %% %" PRIu64 "/%" PRIu64 " %.0f/s %s",
			 (double)p->done / (double)p->total * 100, p->done,
			 p->total, rate, left);
	else
		snprintf(figures, sizeof(figures), "%" PRIu64 " %.0f/s",
			 p->done, rate);
	fputs("\r\033[K", p->to);
	if (p->total > 0 && strlen(figures) + 24 < p->columns)
		write_bar(p->to, p->done, p->total, 20);
	fprintf(p->to, "%.*s", (int)p->columns - 1, figures);
	fflush(p->to);
	p->drawn = now;
	p->shown = true;
}

static void
at(struct jam_tick *tick, uint64_t done, uint64_t total)
{
	struct jam_progress *p = (struct jam_progress *)tick;
	int64_t now = p->milliseconds();

	/* A count that went back is another loop. */
	if (!p->running || done < p->done || total != p->total) {
		jam_progress_clear(tick);
		p->running = true;
		p->began = now;
	}
	p->done = total > 0 && done > total ? total : done;
	p->total = total;
	if (total > 0 && done >= total)
		jam_progress_clear(tick);
	else if (now - p->began >= JAM_PROGRESS_AFTER &&
		 (!p->shown || now - p->drawn >= JAM_PROGRESS_EVERY))
		draw(p, now);
}

void
jam_progress_init(struct jam_progress *progress, FILE *to, size_t columns,
		  int64_t (*milliseconds)(void))
{
	*progress = (struct jam_progress){
		.tick.at = at,
		.to = to,
		.columns = columns,
		.milliseconds = milliseconds,
	};
}

void
jam_progress_clear(struct jam_tick *tick)
{
	struct jam_progress *p = (struct jam_progress *)tick;

	if (p == NULL || !p->shown)
		return;
	fputs("\r\033[K", p->to);
	fflush(p->to);
	p->shown = false;
}
