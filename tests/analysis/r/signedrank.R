# The signed-rank test: exactRankTests (zeros dropped), coin (Pratt), stats (normal), and the Hodges-Lehmann interval by the
# Walsh averages and stats::qsignrank. The rank-biserial's standard error by boot::empinf. In this folder: Rscript signedrank.R
suppressMessages(library(coin))
suppressMessages(library(exactRankTests))
library(boot)
library(jsonlite)

changes <- list(
  grades = rep(c(-2, -1, 0, 1, 2), c(1, 4, 4, 6, 5)),
  # Depression scores of Hollander and Wolfe in ?wilcox.test, in thousandths.
  depression = c(878, 647, 598, 2050, 1060, 1290, 1060, 3140, 1290) - c(1830, 500, 1620, 2480, 1680, 1880, 1550, 3060, 1300),
  no_ties = c(-7, 12, 3, -1, 20, 31, 16, -5, 44, 9, 27, 2),
  one_way = rep(c(0, 1, 2), c(7, 5, 3)),
  many = rep(-4:4, c(2, 5, 11, 20, 60, 41, 25, 9, 3)),
  five = c(1, 1, 2, -1, 3),
  six = c(1, 4, 2, 5, 3, 6)
)
# The rank-biserial correlation of weighted changes: with equal weights its own, so that its influence values can be found.
rank_biserial <- function(d, w) {
  n <- length(d); w <- w / sum(w) * n; size <- abs(d)
  below <- sapply(size, function(s) sum(w[size < s & size > 0])); ties <- sapply(size, function(s) sum(w[size == s]))
  rank <- ifelse(d == 0, 0, below + (ties + 1) / 2)
  sum(w * rank * sign(d)) / sum(w * rank)
}
cases <- lapply(changes, function(d) {
  after <- d; before <- rep(0, length(d))
  walsh <- sort(outer(d, d, "+")[lower.tri(diag(length(d)), diag = TRUE)] / 2)
  k <- qsignrank(0.025, length(d))
  plain <- suppressWarnings(wilcox.test(d, exact = FALSE, correct = FALSE))
  corrected <- suppressWarnings(wilcox.test(d, exact = FALSE, correct = TRUE))
  pratt <- wilcoxsign_test(after ~ before, zero.method = "Pratt")
  out <- list(changes = d, v = unname(plain$statistic), normal = plain$p.value, corrected = corrected$p.value,
    exact = wilcox.exact(d, exact = TRUE)$p.value,
    pratt = as.numeric(pvalue(wilcoxsign_test(after ~ before, zero.method = "Pratt", distribution = "exact"))),
    pratt_z = as.numeric(statistic(pratt)), pratt_normal = as.numeric(pvalue(pratt)),
    estimate = median(walsh))
  influence <- empinf(data = d, statistic = rank_biserial, stype = "w", type = "inf", eps = 1e-6)
  out$rank_biserial <- c(rank_biserial(d, rep(1 / length(d), length(d))), sqrt(sum(influence^2)) / length(d))
  if (k > 0) out$interval <- c(walsh[k], walsh[length(walsh) + 1 - k])
  if (!any(duplicated(abs(d))) && all(d != 0)) {
    test <- suppressWarnings(wilcox.test(d, exact = TRUE, conf.int = TRUE))
    out$stats <- list(p = test$p.value, interval = as.numeric(test$conf.int), estimate = unname(test$estimate))
  }
  out
})
sizes <- c(1:12, 20, 49, 50, 100, 250)
write_json(list(r = R.version.string,
  packages = list(coin = as.character(packageVersion("coin")), exactRankTests = as.character(packageVersion("exactRankTests")),
    boot = as.character(packageVersion("boot"))),
  cases = cases,
  quantiles = lapply(sizes, function(n) list(pairs = n, places = sapply(c(0.05, 0.025, 0.005), qsignrank, n = n)))),
  "signedrank.json", digits = I(17), auto_unbox = TRUE, pretty = TRUE)
