# Expected values for tests of more than two rounds. Run here: Rscript several.R
suppressPackageStartupMessages({library(coin); library(jsonlite)})

# Cochran's Q as the general association test of the matched table, which needs no formula of its own.
cochran <- function(m) {
  d <- data.frame(y = factor(c(m)), round = factor(c(col(m))), unit = factor(c(row(m))))
  t <- symmetry_test(y ~ round | unit, data = d, teststat = "quad")
  list(statistic = unname(statistic(t)), df = ncol(m) - 1, p = as.numeric(pvalue(t)))
}
friedman <- function(m) {
  t <- friedman.test(m)
  list(statistic = unname(t$statistic), df = unname(t$parameter), p = t$p.value,
       w = unname(t$statistic) / (nrow(m) * (ncol(m) - 1)))
}
# Page by coin's ordered alternative; the standardised statistic is squared or signed by version, so p alone.
page <- function(m) {
  d <- data.frame(y = c(m), round = factor(c(col(m)), ordered = TRUE), unit = factor(c(row(m))))
  t <- friedman_test(y ~ round | unit, data = d)
  ranks <- t(apply(m, 1, rank))
  list(p = as.numeric(pvalue(t)), l = sum(ranks %*% seq_len(ncol(m))))
}
# Every order of every unit's ranks, in full.
orders <- function(v) if (length(v) == 1) list(v) else
  unlist(lapply(seq_along(v), function(i) lapply(orders(v[-i]), function(r) c(v[i], r))), recursive = FALSE)
page_exact <- function(m) {
  k <- ncol(m)
  ranks <- t(apply(m, 1, rank))
  sums <- 0
  for (i in seq_len(nrow(m))) {
    own <- sapply(orders(ranks[i, ]), function(r) sum(r * seq_len(k)))
    sums <- c(outer(sums, own, "+"))
  }
  l <- sum(ranks %*% seq_len(k))
  up <- mean(sums >= l - 1e-9); down <- mean(sums <= l + 1e-9)
  list(l = l, up = up, down = down, two = min(1, 2 * min(up, down)))
}
binary <- list(
  # Cochran 1950, table 1 is not needed: any 0/1 table will do.
  four = matrix(c(1,1,1,1, 1,1,0,1, 0,1,1,1, 0,0,1,1, 0,0,0,1, 0,0,0,0, 1,0,1,1, 0,1,0,1, 0,0,1,1, 1,1,1,1, 0,0,0,1, 0,1,0,0),
                ncol = 4, byrow = TRUE),
  two = matrix(c(rep(c(0, 1), 9), rep(c(1, 0), 3), rep(c(1, 1), 5), rep(c(0, 0), 4)), ncol = 2, byrow = TRUE))
scales <- list(
  # Hollander and Wolfe 1973, page 140: rounding first base, three ways (in ?friedman.test).
  bases = matrix(c(5.40, 5.50, 5.55, 5.85, 5.70, 5.75, 5.20, 5.60, 5.50, 5.55, 5.50, 5.40, 5.90, 5.85, 5.70,
                   5.45, 5.55, 5.60, 5.40, 5.40, 5.35, 5.45, 5.50, 5.35, 5.25, 5.15, 5.00, 5.85, 5.80, 5.70,
                   5.25, 5.20, 5.10, 5.65, 5.55, 5.45, 5.60, 5.35, 5.45, 5.05, 5.00, 4.95, 5.50, 5.50, 5.40,
                   5.45, 5.55, 5.50, 5.55, 5.55, 5.35, 5.45, 5.50, 5.55, 5.50, 5.45, 5.25, 5.65, 5.60, 5.40,
                   5.70, 5.65, 5.55, 6.30, 6.30, 6.25), ncol = 3, byrow = TRUE),
  likert = {set.seed(7); m <- matrix(pmin(5, pmax(1, round(rnorm(160, 3, 1.1) + rep(0:3, each = 40) * 0.15))), ncol = 4); m})
small <- list(
  ties = matrix(c(1,2,3, 1,1,2, 2,1,3, 3,3,1, 2,2,2), ncol = 3, byrow = TRUE),
  four = matrix(c(1,2,4,3, 2,2,3,5, 1,1,1,2, 4,3,2,5), ncol = 4, byrow = TRUE),
  falling = matrix(c(5,4,3, 5,5,1, 4,2,3, 3,2,2), ncol = 3, byrow = TRUE))
trends <- list(
  # Armitage's kind of table; scores as they are in ?prop.trend.test
  smokers = list(x = c(83, 90, 129, 70), n = c(86, 93, 136, 82), s = c(0, 1, 2, 3)),
  years = list(x = c(101, 140, 224), n = c(248, 301, 356), s = c(2017, 2019, 2025)))
armitage <- function(d) {
  t <- prop.trend.test(d$x, d$n, d$s)
  y <- unlist(mapply(function(x, n) rep(1:0, c(x, n - x)), d$x, d$n, SIMPLIFY = FALSE))
  s <- rep(d$s, d$n)
  f <- lm(y ~ s)
  p <- (d$x / d$n)[match(s, d$s)]
  w <- (s - mean(s)) / sum((s - mean(s))^2)
  se <- sqrt(sum(w^2 * p * (1 - p)))
  c(d, list(statistic = unname(t$statistic), p = t$p.value, slope = unname(coef(f)[2]),
            low = unname(coef(f)[2]) - qnorm(.975) * se, high = unname(coef(f)[2]) + qnorm(.975) * se))
}
linear <- function(m) {
  d <- as.table(m); dimnames(d) <- list(round = seq_len(nrow(m)), code = seq_len(ncol(m)))
  t <- lbl_test(d)
  list(table = m, statistic = as.numeric(statistic(t))^2, p = as.numeric(pvalue(t)))
}
out <- list(
  session = list(r = R.version.string, coin = as.character(packageVersion("coin"))),
  cochran = lapply(binary, function(m) c(list(answers = m), cochran(m))),
  friedman = lapply(scales, function(m) c(list(answers = round(m * 100)), friedman(m))),
  page = lapply(scales, function(m) c(list(answers = round(m * 100)), page(m))),
  page_many = page(scales$likert[rep(seq_len(40), 40), ]),
  page_exact = lapply(small, function(m) c(list(answers = m), page_exact(m))),
  armitage = lapply(trends, armitage),
  linear = list(linear(matrix(c(20, 15, 5, 12, 18, 12, 6, 14, 25), nrow = 3, byrow = TRUE)),
                linear(matrix(c(3, 4, 0, 1, 1, 2, 2, 5, 0, 3, 6, 7), nrow = 3, byrow = TRUE))))
write(toJSON(out, digits = 17, auto_unbox = TRUE), "several.json")
