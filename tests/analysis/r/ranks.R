# Two groups: coin (exact rank sums, linear by linear), stats::wilcox.test, and Brunner-Munzel and Cliff's delta by R code
# of our own from the papers. In this folder: Rscript ranks.R
suppressMessages(library(coin))
library(jsonlite)

z <- qnorm(0.975)

# Brunner and Munzel 2000: placements by ranks in both groups together and in each alone.
brunner_munzel <- function(x, y) {
  m <- length(x); n <- length(y); r <- rank(c(x, y)); rx <- r[1:m]; ry <- r[m + 1:n]
  p <- (mean(ry) - (n + 1) / 2) / m
  sx <- sum((rx - rank(x) - mean(rx) + (m + 1) / 2)^2) / (m - 1)
  sy <- sum((ry - rank(y) - mean(ry) + (n + 1) / 2)^2) / (n - 1)
  df <- (m * sx + n * sy)^2 / ((m * sx)^2 / (m - 1) + (n * sy)^2 / (n - 1))
  t <- m * n * (mean(ry) - mean(rx)) / (m + n) / sqrt(m * sx + n * sy)
  half <- qt(0.975, df) * sqrt(sx / (m * n^2) + sy / (n * m^2))
  list(statistic = t, df = df, p = 2 * pt(-abs(t), df), superiority = c(p, max(0, p - half), min(1, p + half)))
}

# Feng and Cliff 2004, from the matrix of dominances.
cliff <- function(x, y) {
  m <- length(x); n <- length(y)
  d <- sign(outer(y, x, "-")); delta <- mean(d)
  if (abs(delta) == 1) {
    inner <- (min(m, n) - z^2) / (min(m, n) + z^2)
    return(if (delta > 0) c(1, inner, 1) else c(-1, -1, -inner))
  }
  s <- (n^2 * sum((colMeans(d) - delta)^2) + m^2 * sum((rowMeans(d) - delta)^2) - sum((d - delta)^2)) /
    (m * n * (m - 1) * (n - 1))
  s <- max(s, (1 - delta^2) / (m * n - 1))
  half <- z * sqrt(s) * sqrt((1 - delta^2)^2 + z^2 * s)
  c(delta, (delta - delta^3 + c(-1, 1) * half) / (1 - delta^2 + z^2 * s))
}

groups <- list(
  # Shoulder pain after surgery, Brunner and Munzel 2000.
  pain = list(c(1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1), c(3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4)),
  grades = list(rep(1:5, c(4, 6, 9, 5, 1)), rep(1:5, c(1, 3, 8, 9, 7))),
  uneven = list(c(1, 1, 2, 3, 3, 3, 9), c(2, 3, 3, 4)),
  few = list(c(1, 2, 2), c(2, 3)),
  same = list(c(2, 2, 3, 3, 4), c(3, 3, 2, 4, 2, 2)),
  apart = list(c(1, 2, 2, 3), c(4, 4, 5, 6, 7)),
  continuous = list(c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46) * 100, c(1.15, 0.88, 0.90, 0.74, 1.21) * 100),
  large = list(rep(1:5, c(40, 60, 90, 50, 10)), rep(1:5, c(30, 50, 80, 60, 30)))
)
cases <- lapply(groups, function(g) {
  x <- round(g[[1]]); y <- round(g[[2]])
  data <- data.frame(v = c(y, x), g = factor(rep(c("after", "before"), c(length(y), length(x))), levels = c("after", "before")))
  plain <- suppressWarnings(wilcox.test(y, x, exact = FALSE, correct = FALSE))
  corrected <- suppressWarnings(wilcox.test(y, x, exact = FALSE, correct = TRUE))
  out <- list(before = x, after = y, u = unname(plain$statistic), normal = plain$p.value, corrected = corrected$p.value,
    delta = cliff(x, y))
  lbl <- independence_test(v ~ g, data = data, teststat = "scalar")
  out$linear <- list(z = as.numeric(statistic(lbl)), p = as.numeric(pvalue(lbl)))
  if (length(data$v) <= 60) out$exact <- as.numeric(pvalue(wilcox_test(v ~ g, data = data, distribution = "exact")))
  if (max(x) >= min(y)) out$munzel <- brunner_munzel(x, y)
  out
})
write_json(list(r = R.version.string, packages = list(coin = as.character(packageVersion("coin"))), cases = cases),
  "ranks.json", digits = I(17), auto_unbox = TRUE, pretty = TRUE)
