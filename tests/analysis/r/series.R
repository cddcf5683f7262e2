# Expected values for times to done and interrupted series. Run here: Rscript series.R
suppressPackageStartupMessages({library(survival); library(sandwich); library(lmtest); library(jsonlite)})

curve <- function(time, ended) {
  f <- survfit(Surv(time, ended) ~ 1, conf.type = "log-log")
  m <- quantile(f, 0.5)
  list(time = time, ended = ended, at = f$time, risk = f$n.risk, value = f$surv, low = f$lower, high = f$upper,
       median = unname(c(m$quantile, m$lower, m$upper)))
}
segmented <- function(y, first_after, lags) {
  t <- seq_along(y) - 1; d <- as.integer(t >= first_after); after <- d * (t - first_after)
  f <- lm(y ~ t + d + after)
  v <- NeweyWest(f, lag = lags, prewhite = FALSE, adjust = TRUE)
  ct <- coeftest(f, vcov. = v, df = length(y) - 4); ci <- confint(ct)
  list(y = y, first_after = first_after, lags = lags, value = unname(ct[, 1]), statistic = unname(ct[, 3]), p = unname(ct[, 4]),
       low = unname(ci[, 1]), high = unname(ci[, 2]))
}
set.seed(11)
share <- round(c(0.10 + 0.02 * 0:9, 0.45 + 0.035 * 0:9) + as.numeric(arima.sim(list(ar = 0.5), 20, sd = 0.03)), 3)
out <- list(
  session = list(r = R.version.string, survival = as.character(packageVersion("survival")),
                 sandwich = as.character(packageVersion("sandwich")), lmtest = as.character(packageVersion("lmtest"))),
  curves = list(
    # Remission of acute myelogenous leukaemia, maintained group (Miller 1997), the package's own example.
    aml = with(subset(aml, x == "Maintained"), curve(time, status)),
    plan = curve(c(1, 2, 2, 3, 3, 3, 4, 5, 5, 6, 6, 7, 8, 8, 8, 0, 4, 2), c(1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1)),
    half = curve(c(1, 2, 3, 4), c(1, 1, 1, 1)),
    few = curve(c(2, 3, 5, 5, 6), c(1, 0, 0, 0, 0))),
  segmented = list(auto = segmented(share, 10, 2), none = segmented(share, 8, 0), long = segmented(share, 12, 5)))
write(toJSON(out, digits = 17, auto_unbox = TRUE, na = "null"), "series.json")
