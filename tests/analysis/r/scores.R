# Expected values for a score of three items in two rounds: what `compare` gives beside the mean change.
# Run in this folder: Rscript scores.R   (writes scores.json)
suppressPackageStartupMessages({library(psych); library(jsonlite)})
first <- c("123", "224", "431", "111", "322", "244", "132", "222", "331", "121")
second <- c("224", "324", "442", "213", "332", "144", "332", "234", "344", "111")
digits <- function(rows) t(sapply(strsplit(rows, ""), as.integer))
a <- digits(first); b <- digits(second)
before <- rowMeans(a); after <- rowMeans(b); change <- after - before
test <- t.test(after, before, paired = TRUE)
r <- cor.test(change, (before + after) / 2)
alphas <- lapply(list(a, b), function(x) {
  value <- psych::alpha(x, warnings = FALSE)$total$raw_alpha
  ends <- psych::alpha.ci(value, n.obs = nrow(x), n.var = ncol(x), digits = 15)
  c(value, ends$lower.ci, ends$upper.ci)
})
write(toJSON(list(made_with = list(R = R.version.string, psych = as.character(packageVersion("psych"))),
                  first = first, second = second, t = unname(test$statistic), df = unname(test$parameter), p = test$p.value,
                  d_z = mean(change) / sd(change), d_av = mean(change) / sqrt((var(before) + var(after)) / 2),
                  oldham = c(unname(r$estimate), r$conf.int), alpha_baseline = alphas[[1]], alpha_followup = alphas[[2]]),
             digits = I(17), auto_unbox = TRUE), "scores.json")
