# Expected values for scores of two weighted rounds. Run here: Rscript weighted_scores.R
suppressPackageStartupMessages({library(survey); library(jsonlite)})

set.seed(12)
round_of <- function(ids, chances) {
  items <- matrix(sample(1:4, 3 * length(ids), TRUE, chances), ncol = 3)
  items[runif(length(items)) < .15] <- NA
  data.frame(id = as.character(ids), a = items[, 1], b = items[, 2], c = items[, 3],
             vekt = round(runif(length(ids), .5, 3), 2))
}
first <- round_of(1:70, c(3, 3, 2, 1))
second <- round_of(16:90, c(1, 2, 3, 3))
# The mean of the items answered, of those who answered at least two of three.
scored <- function(d) {
  items <- d[c("a", "b", "c")]
  d$score <- ifelse(rowSums(!is.na(items)) >= 2, rowMeans(items, na.rm = TRUE), NA)
  d[!is.na(d$score), ]
}
design <- function(d) svydesign(ids = ~1, weights = ~vekt, data = d)
mean_ci <- function(f, d) { m <- svymean(f, design(d)); c(coef(m), confint(m, df = nrow(d) - 1)) }
one <- scored(first); other <- scored(second)
both <- merge(one, other, by = "id", suffixes = c("1", "2"))
both$vekt <- both$vekt2
both$more <- both$score2 - both$score1
m1 <- svymean(~score, design(one)); m2 <- svymean(~score, design(other))
v <- c(SE(m1)^2, SE(m2)^2); n <- c(nrow(one), nrow(other))
df <- sum(v)^2 / sum(v^2 / (n - 1)); d <- as.numeric(coef(m2) - coef(m1))
out <- list(
  session = list(r = R.version.string, survey = as.character(packageVersion("survey"))),
  first = first, second = second, n = c(n, nrow(both)),
  baseline = unname(mean_ci(~score, one)), followup = unname(mean_ci(~score, other)),
  paired = unname(mean_ci(~more, both)), unpaired = d + c(0, -1, 1) * qt(.975, df) * sqrt(sum(v)))
write(toJSON(out, dataframe = "columns", digits = 17, auto_unbox = TRUE, na = "null"), "weighted_scores.json")
