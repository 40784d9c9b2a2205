#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The mixed model against lme4: random jams, unbalanced and with dense overlap.
# Effects to 1e-6, variances to 1e-5 of their size.

setup() {
	top=$(cd "$BATS_TEST_DIRNAME/../../.." && pwd)
	Rscript -e 'library(lme4)' >/dev/null 2>&1 || skip "no lme4"
	make -s -C "$top" build/release/tests/bench/bench_score >/dev/null
	cd "$BATS_TEST_TMPDIR" || return
}

# compare SEED JUDGES PROJECTS LEAST MOST HOW: judges rate between LEAST and
# MOST projects each.
compare() {
	cat >compare.R <<-'END'
	suppressMessages(library(lme4))
	a <- commandArgs(TRUE)
	n <- as.integer(a[2:5])
	set.seed(as.integer(a[1]))
	b <- rnorm(n[2], 0, .8)
	d <- do.call(rbind, lapply(seq_len(n[1]), function(i) {
		k <- if (n[3] == n[4]) n[3] else sample(n[3]:n[4], 1)
		p <- sort(sample(n[2], k))
		y <- 3 + rnorm(1, 0, .6) + b[p] + rnorm(k, 0, .6)
		data.frame(judge = i - 1, project = p - 1,
			   score = round(1000 * y))
	}))
	d <- rbind(d, data.frame(judge = n[1], project = seq_len(n[2]) - 1,
				 score = round(1000 * (3 + b))))
	write.csv(d, "d.csv", row.names = FALSE, quote = FALSE)
	mine <- as.numeric(system2(a[7], c(a[6], "d.csv"), stdout = TRUE))
	d$judge <- factor(d$judge)
	d$project <- factor(d$project)
	d$score <- d$score / 1000
	m <- lmer(score ~ 1 + (1 | judge) + (1 | project), d,
		  control = lmerControl(optimizer = "bobyqa",
			optCtrl = list(rhoend = 1e-10), calc.derivs = FALSE))
	v <- as.data.frame(VarCorr(m))
	v <- c(v$vcov[v$grp == "judge"], v$vcov[v$grp == "project"],
	       v$vcov[v$grp == "Residual"])
	r <- ranef(m, condVar = FALSE)$project
	r <- r[as.character(seq_len(n[2]) - 1), 1]
	cat(nrow(d), "ratings: variances", max(abs(mine[1:3] / v - 1)),
	    "effects", max(abs(mine[-(1:4)] - r)), "\n")
	stopifnot(max(abs(mine[1:3] / v - 1)) < 1e-5,
		  max(abs(mine[-(1:4)] - r)) < 1e-6)
	END
	Rscript compare.R "$@" "$top/build/release/tests/bench/bench_score"
}

@test "small and unbalanced" {
	for seed in 1 2 3 4 5; do
		compare $seed 30 20 2 9 fit
	done
}

@test "small and unbalanced, by conjugate gradients" {
	for seed in 1 2 3; do
		compare $seed 60 40 2 9 fit-sparse
	done
}

@test "five ratings a judge" {
	compare 6 800 200 5 5 fit
	compare 6 800 200 5 5 fit-sparse
}

@test "dense overlap" {
	compare 7 200 100 30 60 fit
}
