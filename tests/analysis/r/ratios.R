# Ratios of shares and of odds, by R code of our own from the papers, and McNemar's test by stats. In this folder:
# Rscript ratios.R
library(jsonlite)

z <- qnorm(0.975)

wilson <- function(x, n, z) {
  as.numeric((x + z^2 / 2 + c(-1, 1) * z * sqrt(x * (n - x) / n + z^2 / 4)) / (n + z^2))
}

# Donner and Zou 2012: the limits R solve (p - R q)^2 = square-and-add of p and R q.
mover_r <- function(x1, n1, x2, n2) {
  p <- x2 / n2; q <- x1 / n1
  w2 <- wilson(x2, n2, z); w1 <- wilson(x1, n1, z)
  below <- function(r) p - r * q - sqrt((p - w2[1])^2 + r^2 * (w1[2] - q)^2)
  above <- function(r) p - r * q + sqrt((w2[2] - p)^2 + r^2 * (q - w1[1])^2)
  c(uniroot(below, c(1e-9, p / q), tol = 1e-15)$root, uniroot(above, c(p / q, 1e6), tol = 1e-13)$root)
}

# Newcombe 1998, method 10, for two groups.
newcombe <- function(x1, n1, x2, n2) {
  p <- x2 / n2; q <- x1 / n1
  w2 <- wilson(x2, n2, z); w1 <- wilson(x1, n1, z)
  p - q + c(-sqrt((p - w2[1])^2 + (w1[2] - q)^2), sqrt((w2[2] - p)^2 + (q - w1[1])^2))
}

# Fagerland and Newcombe 2013: log odds ratio with 0.45 added, inverse sinh of the standard error with 0.25 added.
inverse_sinh <- function(x1, n1, x2, n2) {
  cells <- c(x2, n1 - x1, n2 - x2, x1)
  middle <- sum(log(cells + 0.45) * c(1, 1, -1, -1))
  exp(middle + c(-1, 1) * 2 * asinh(z / 2 * sqrt(sum(1 / (cells + 0.25)))))
}

# Bonett and Price 2006.
bonett_price <- function(stayed, lost, gained) {
  n <- stayed + lost + gained; a <- stayed + gained; b <- stayed + lost
  shrunk <- z * sqrt((lost + gained + 2) / ((a + 1) * (b + 1))) /
    (sqrt((1 - (a + 1) / (n + 2)) / (a + 1)) + sqrt((1 - (b + 1) / (n + 2)) / (b + 1)))
  wa <- wilson(a, n, shrunk); wb <- wilson(b, n, shrunk)
  c(wa[1] / wb[2], wa[2] / wb[1])
}

# Clopper-Pearson mid-p limits of the share gained among those that changed, as odds.
mid_p <- function(lost, gained) {
  n <- lost + gained
  below <- function(p) (pbinom(gained, n, p) + pbinom(gained - 1, n, p)) / 2
  ends <- sapply(c(0.975, 0.025), function(at) {
    uniroot(function(p) below(p) - at, c(1e-12, 1 - 1e-12), tol = 1e-16)$root
  })
  ends / (1 - ends)
}

unpaired <- list(c(1, 34, 7, 34), c(4, 14, 9, 13), c(101, 248, 224, 356), c(2, 7, 6, 7), c(3, 10, 9, 10), c(15, 72, 1, 16),
                 c(20, 25, 30, 90), c(1, 500, 1, 300), c(299, 300, 480, 500))
paired <- list(c(59, 16, 6, 80), c(1, 1, 7, 12), c(36, 2, 12, 3), c(14, 1, 5, 22), c(90, 15, 32, 94), c(2, 1, 1, 300),
               c(200, 3, 9, 5))
number <- function(x) unlist(lapply(x, as.numeric))
write_json(list(
  r = R.version.string,
  packages = list(stats = as.character(packageVersion("stats"))),
  unpaired = lapply(unpaired, function(v) list(
    counts = v, risk_ratio = c(v[3] / v[4] / (v[1] / v[2]), mover_r(v[1], v[2], v[3], v[4])),
    odds_ratio = c(v[3] * (v[2] - v[1]) / ((v[4] - v[3]) * v[1]), inverse_sinh(v[1], v[2], v[3], v[4])),
    difference = newcombe(v[1], v[2], v[3], v[4]))),
  paired = lapply(paired, function(v) list(
    counts = v, risk_ratio = c((v[1] + v[3]) / (v[1] + v[2]), bonett_price(v[1], v[2], v[3])),
    odds_ratio = c(v[3] / v[2], mid_p(v[2], v[3])),
    exact = unname(binom.test(v[3], v[2] + v[3])$p.value),
    # Fagerland, Lydersen and Laake 2013, with half of the one middle term where as many were gained as lost.
    mid_p = if (v[2] == v[3]) 1 - dbinom(v[3], v[2] + v[3], 0.5) / 2 else
      2 * pbinom(min(v[2:3]), v[2] + v[3], 0.5) - dbinom(v[3], v[2] + v[3], 0.5)))
), "ratios.json", digits = I(17), auto_unbox = TRUE, pretty = TRUE)
