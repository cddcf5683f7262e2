# Expected values for two weighted rounds. Run here: Rscript weighted_rounds.R
suppressPackageStartupMessages({library(survey); library(jsonlite)})

set.seed(11)
round_of <- function(ids, chance) data.frame(
  id = as.character(ids), plan = ifelse(rbinom(length(ids), 1, chance) == 1, "yes", "no"),
  timer = round(runif(length(ids), 0, 30)), vekt = round(runif(length(ids), .5, 3), 2))
first <- round_of(1:70, .4)
second <- round_of(16:90, .6)
wilson <- function(inside, w) {
  neff <- sum(w)^2 / sum(w^2); p <- sum(w * inside) / sum(w)
  c(p, as.numeric(prop.test(p * neff, neff, correct = FALSE)$conf.int))
}
design <- function(d) svydesign(ids = ~1, weights = ~vekt, data = d)
mean_ci <- function(f, d) { m <- svymean(f, design(d)); c(coef(m), confint(m, df = nrow(d) - 1)) }
both <- merge(first, second, by = "id", suffixes = c("1", "2"))
both$vekt <- both$vekt2
both$more <- both$timer2 - both$timer1
both$gain <- (both$plan2 == "yes") - (both$plan1 == "yes")
m1 <- svymean(~timer, design(first)); m2 <- svymean(~timer, design(second))
v <- c(SE(m1)^2, SE(m2)^2); n <- c(nrow(first), nrow(second))
df <- sum(v)^2 / sum(v^2 / (n - 1)); d <- as.numeric(coef(m2) - coef(m1))
out <- list(
  session = list(r = R.version.string, survey = as.character(packageVersion("survey"))),
  first = first, second = second, pairs = nrow(both),
  share = list(wilson(first$plan == "yes", first$vekt), wilson(second$plan == "yes", second$vekt)),
  mean = unname(list(mean_ci(~timer, first), mean_ci(~timer, second))),
  paired_mean = unname(mean_ci(~more, both)), paired_share = unname(coef(svymean(~gain, design(both)))),
  unpaired_mean = d + c(0, -1, 1) * qt(.975, df) * sqrt(sum(v)))
write(toJSON(out, dataframe = "columns", digits = 17, auto_unbox = TRUE), "weighted_rounds.json")
