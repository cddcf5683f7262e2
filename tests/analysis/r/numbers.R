# Expected values for the mean change, its standardised sizes, Oldham's correlation and bootstrap intervals.
# Run in this folder: Rscript numbers.R   (writes numbers.json)
suppressPackageStartupMessages({library(boot); library(jsonlite)})
options(digits = 17)

# The limits of a noncentrality by inverting the noncentral t (Cumming and Finch 2001).
limits <- function(t, df, level) {
  tail <- (1 - level) / 2
  at <- function(p) uniroot(function(nc) pt(t, df, nc) - p, t + c(-1, 1) * 10 * sqrt(1 + t^2 / (2 * df)),
                            tol = 1e-13, maxiter = 10000)$root
  c(at(1 - tail), at(tail))
}

of_pairs <- function(name, before, after, level = 0.95) {
  n <- length(before)
  change <- after - before
  test <- t.test(after, before, paired = TRUE, conf.level = level)
  t <- unname(test$statistic)
  ends <- limits(t, n - 1, level)
  between <- sqrt((var(before) + var(after)) / 2)
  # Algina and Keselman 2003: the limits of the noncentrality, brought to the scale of d_av.
  per <- sqrt((var(before) + var(after) - 2 * cov(before, after)) / (n * (var(before) + var(after)) / 2))
  r <- cor.test(change, (before + after) / 2, conf.level = level)
  list(name = name, before = before, after = after, level = level,
       t = t, df = unname(test$parameter), p = test$p.value,
       mean = mean(change), mean_ends = as.numeric(test$conf.int),
       d_z = mean(change) / sd(change), d_z_ends = ends / sqrt(n),
       d_av = mean(change) / between, d_av_ends = ends * per,
       oldham = unname(r$estimate), oldham_ends = as.numeric(r$conf.int))
}

set.seed(20)
rise <- sample(0:10, 97, TRUE)
# R's own example data: extra hours of sleep of ten patients with two drugs (Student 1908), in tenths.
first <- round(10 * sleep$extra[sleep$group == 1])
second <- round(10 * sleep$extra[sleep$group == 2])
pairs <- list(
  of_pairs("sleep", first, second),
  of_pairs("sleep 90", first, second, 0.90),
  of_pairs("sleep falls", second, first),
  of_pairs("three", c(1, 2, 6, 3), c(4, 3, 7, 9)),
  of_pairs("rating", rise, pmin(10, rise + sample(-2:4, 97, TRUE))),
  of_pairs("none", c(1, 2, 3, 4, 5, 6), c(2, 1, 4, 3, 6, 5))
)

# Resamples by boot; the intervals by boot.ci from the same resamples, and by hand where many equal the estimate.
of_draws <- function(name, x, level, draws, statistic = function(x, i) mean(x[i])) {
  made <- boot(x, statistic, draws)
  n <- length(x)
  without <- sapply(seq_len(n), function(i) statistic(x[-i], seq_len(n - 1)))
  found <- boot.ci(made, conf = level, type = "perc")
  list(name = name, x = x, level = level, draws = as.numeric(made$t), value = unname(made$t0), without = without,
       percentile = as.numeric(found$percent[4:5]))
}

# boot.ci's BCa counts resamples below the estimate only; without ties it is what Efron (1987) has.
set.seed(3)
skewed <- round(1000 * rexp(40))
untied <- of_draws("skewed", skewed + seq_along(skewed) * pi / 1000, 0.95, 999)
made <- boot(untied$x, function(x, i) mean(x[i]), 999)
untied$draws <- as.numeric(made$t)
untied$percentile <- as.numeric(boot.ci(made, type = "perc")$percent[4:5])
untied$bca <- as.numeric(boot.ci(made, type = "bca", L = untied$x - mean(untied$x))$bca[4:5])
wide <- untied
wide$level <- 0.9
wide$percentile <- as.numeric(boot.ci(made, conf = 0.9, type = "perc")$percent[4:5])
wide$bca <- as.numeric(boot.ci(made, conf = 0.9, type = "bca", L = untied$x - mean(untied$x))$bca[4:5])

# With ties: half of the resamples that equal the estimate lie below it (Davison and Hinkley 1997, eq. 5.8, 5.21-5.24).
between <- function(ordered, p) {
  R <- length(ordered); place <- (R + 1) * p; k <- floor(place + 1e-9)
  if (k < 1) return(ordered[1]); if (k >= R) return(ordered[R])
  w <- (qnorm(p) - qnorm(k / (R + 1))) / (qnorm((k + 1) / (R + 1)) - qnorm(k / (R + 1)))
  ordered[k] + max(0, w) * (ordered[k + 1] - ordered[k])
}
by_hand <- function(case) {
  t <- case$draws
  z0 <- qnorm((sum(t < case$value) + sum(t == case$value) / 2) / length(t))
  l <- mean(case$without) - case$without
  a <- sum(l^3) / (6 * sum(l^2)^1.5)
  p <- sapply(c((1 - case$level) / 2, (1 + case$level) / 2), function(alpha) {
    z <- z0 + qnorm(alpha); pnorm(z0 + z / (1 - a * z)) })
  case$bca <- sapply(p, function(one) between(sort(t), one))
  case
}
set.seed(4)
tied <- by_hand(of_draws("ratings", sample(-2:5, 30, TRUE, c(1, 1, 4, 5, 3, 1, 1, 1)), 0.95, 400))

# For agreement within Monte Carlo error: many resamples of the same persons.
set.seed(5)
many <- boot(tied$x, function(x, i) mean(x[i]), 200000)
ends <- quantile(as.numeric(many$t), c(0.025, 0.975), type = 6, names = FALSE)
agreement <- list(x = tied$x, sd = sd(as.numeric(many$t)), percentile = ends)

versions <- list(R = R.version.string, boot = as.character(packageVersion("boot")),
                 jsonlite = as.character(packageVersion("jsonlite")))
write(toJSON(list(made_with = versions, pairs = pairs, draws = list(untied, wide, tied), agreement = agreement),
             digits = I(17), auto_unbox = TRUE, pretty = FALSE), "numbers.json")
