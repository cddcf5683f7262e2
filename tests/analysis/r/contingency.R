# Square tables: coin::mh_test, stats::mcnemar.test, and the exact permutation of signs by exactRankTests::perm.test. In
# this folder: Rscript contingency.R
suppressMessages(library(coin))
suppressMessages(library(exactRankTests))
library(jsonlite)

tables <- list(
  grades = rbind(c(20, 10, 5), c(3, 30, 15), c(0, 5, 40)),
  # Stuart 1955: unaided distance vision of 7477 women, right eye by left eye.
  vision = rbind(c(1520, 266, 124, 66), c(234, 1512, 432, 78), c(117, 362, 1772, 205), c(36, 82, 179, 492)),
  # Two groups of answers that nobody moved between, and an answer that nobody gave.
  apart = rbind(c(20, 10, 0, 0, 0), c(3, 30, 0, 0, 0), c(0, 0, 0, 0, 0), c(0, 0, 0, 5, 9), c(0, 0, 0, 2, 7)),
  two = rbind(c(12, 7), c(1, 9)),
  five = rbind(c(9, 4, 2, 1, 0), c(3, 14, 6, 2, 1), c(1, 5, 22, 11, 4), c(0, 2, 6, 30, 12), c(1, 0, 3, 8, 25)),
  small = rbind(c(2, 1, 0), c(0, 3, 2), c(1, 0, 1))
)
cases <- lapply(tables, function(m) {
  ordered <- mh_test(as.table(m), scores = list(response = seq_len(nrow(m))))
  plain <- mh_test(as.table(m))
  above <- upper.tri(m)
  moved <- (m + t(m))[above] > 0
  changes <- rep(as.vector(col(m) - row(m)), as.vector(m))
  changes <- changes[changes != 0]
  z <- sum(changes) / sqrt(sum(changes^2))
  out <- list(table = m,
    stuart = list(statistic = unname(as.numeric(statistic(plain))), df = unname(plain@statistic@df), p = as.numeric(pvalue(plain))),
    scores = list(absolute = abs(as.numeric(statistic(ordered))), z = z, p = as.numeric(pvalue(ordered))),
    exact = perm.test(changes, exact = TRUE, paired = FALSE, mu = 0)$p.value
  )
  if (all(moved)) {
    b <- mcnemar.test(m, correct = FALSE)
    out$bowker <- list(statistic = unname(b$statistic), df = unname(b$parameter), p = b$p.value)
  }
  out
})
if (is.na(cases$two$stuart$df)) cases$two$stuart$df <- 1
# Thousands of changes are too many for perm.test.
cases$vision$exact <- NULL
write_json(list(
  r = R.version.string,
  packages = list(coin = as.character(packageVersion("coin")), exactRankTests = as.character(packageVersion("exactRankTests"))),
  cases = cases
), "contingency.json", digits = I(17), auto_unbox = TRUE, pretty = TRUE)
