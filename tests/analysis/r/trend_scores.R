# Expected values for a score over a list (each person's mean of own activities) in three rounds.
# Run in this folder: Rscript trend_scores.R   (writes trend_scores.json)
suppressPackageStartupMessages({library(coin); library(lme4); library(jsonlite)})
set.seed(11)
persons <- 14
base <- rnorm(persons, 0, 1.5)
rated <- lapply(1:3, function(round) {
  m <- matrix(pmin(10, pmax(0, round(rnorm(persons * 5, 3 + round + base, 1.5)))), ncol = 5)
  m[matrix(runif(persons * 5) < 0.25, ncol = 5)] <- NA
  m
})
# Two miss a round, one missed the first, and one rated nothing in the last that was rated in the first.
rated[[3]][11, ] <- NA
rated[[2]][12, ] <- NA
rated[[1]][13, ] <- NA
rated[[1]][14, ] <- c(4, 5, NA, NA, NA)
rated[[2]][14, ] <- c(4, 6, 7, NA, NA)
rated[[3]][14, ] <- c(NA, NA, 8, 9, NA)
own <- sapply(rated, rowMeans, na.rm = TRUE)
# What a person rated in every round in which anything was rated.
common <- sapply(1:3, function(round) sapply(1:persons, function(i) {
  here <- Filter(function(m) any(!is.na(m[i, ])), rated)
  kept <- Reduce(`&`, lapply(here, function(m) !is.na(m[i, ])))
  if (any(!is.na(rated[[round]][i, ])) && any(kept)) mean(rated[[round]][i, kept]) else NA
}))
panel <- common[complete.cases(common), ]
k <- ncol(panel)
orders <- function(v) if (length(v) == 1) list(v) else
  unlist(lapply(seq_along(v), function(i) lapply(orders(v[-i]), function(r) c(v[i], r))), recursive = FALSE)
# Page: the distribution of the sum over persons, each person's ranks in every order, as a table of chances.
ranks <- t(apply(round(panel, 9), 1, rank))
chance <- c("0" = 1)
for (i in seq_len(nrow(ranks))) {
  mine <- sapply(orders(ranks[i, ]), function(r) sum(r * seq_len(k)))
  sums <- outer(as.numeric(names(chance)), mine, "+")
  chance <- tapply(rep(chance / length(mine), length(mine)), c(sums), sum)
}
l <- sum(ranks %*% seq_len(k))
up <- sum(chance[as.numeric(names(chance)) >= l - 1e-9])
down <- sum(chance[as.numeric(names(chance)) <= l + 1e-9])
friedman <- friedman.test(round(panel, 9))
long <- data.frame(y = c(common), round = factor(c(col(common))), unit = factor(c(row(common))))
long <- long[!is.na(long$y), ]
fit <- lmer(y ~ round + (1 | unit), data = long, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12)))
apart <- data.frame(y = c(own), round = c(col(own)))
apart <- apart[!is.nan(apart$y), ]
linear <- independence_test(y ~ round, data = apart, teststat = "quadratic")
valid <- function(m, f) apply(m, 2, function(x) f(x[!is.na(x)]))
cells <- lapply(rated, function(m) apply(m, 1, function(x) ifelse(is.na(x), "", as.character(x)), simplify = FALSE))
write(toJSON(list(
  session = list(r = R.version.string, coin = as.character(packageVersion("coin")), lme4 = as.character(packageVersion("lme4"))),
  rated = cells, n = valid(own, length), mean = valid(own, mean), sd = valid(own, sd),
  panel = nrow(panel), panel_mean = colMeans(panel), panel_sd = apply(panel, 2, sd),
  friedman = list(statistic = unname(friedman$statistic), p = friedman$p.value,
                  w = unname(friedman$statistic) / (nrow(panel) * (k - 1))),
  page = list(l = l, p = min(1, 2 * min(up, down))),
  mixed = list(units = length(unique(long$unit)), answers = nrow(long), change = unname(fixef(fit)[2:3])),
  linear = list(statistic = as.numeric(statistic(linear)), p = as.numeric(pvalue(linear)))),
  digits = I(17), auto_unbox = TRUE), "trend_scores.json")
