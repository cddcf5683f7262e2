# Cohen's kappa by psych and vcd, unweighted and weighted, with its large-sample error by vcd (Fleiss, Cohen and Everitt
# 1969; psych 2.2.9 gives the same unweighted error and another weighted one), and Krippendorff's alpha by formulas written
# here from Krippendorff (2011), pair by pair.
# Run: Rscript tests/analysis/r/agreement.R   (writes agreement.json beside it)
suppressMessages({library(psych); library(vcd)})
library(jsonlite)

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1]))

kappas <- function(table) {
  far <- abs(outer(seq_len(nrow(table)), seq_len(nrow(table)), "-")) / max(1, nrow(table) - 1)
  one <- function(weights, name) {
    by_psych <- cohen.kappa(table, w = weights)
    by_vcd <- Kappa(table, weights = name)
    stopifnot(abs(by_psych$kappa - by_vcd$Unweighted["value"]) < 1e-12,
              abs(by_psych$weighted.kappa - by_vcd$Weighted["value"]) < 1e-12)
    list(plain = by_psych$kappa, weighted = by_psych$weighted.kappa,
         plain_error = unname(by_vcd$Unweighted["ASE"]), weighted_error = unname(by_vcd$Weighted["ASE"]))
  }
  list(table = unname(table), linear = one(1 - far, "Equal-Spacing"), quadratic = one(1 - far^2, "Fleiss-Cohen"))
}

alpha <- function(data, metric) {
  data <- data[, colSums(!is.na(data)) > 1, drop = FALSE]
  all <- data[!is.na(data)]
  n <- length(all)
  codes <- sort(unique(all))
  counts <- sapply(codes, function(code) sum(all == code))
  distance <- function(a, b) {
    if (metric == "nominal") return(as.numeric(a != b))
    if (metric == "interval") return((a - b)^2)
    low <- min(a, b); high <- max(a, b)
    between <- codes >= low & codes <= high
    (sum(counts[between]) - (counts[codes == low] + counts[codes == high]) / 2)^2
  }
  observed <- 0
  for (u in seq_len(ncol(data))) {
    values <- data[!is.na(data[, u]), u]
    for (i in seq_along(values)) for (j in seq_along(values)) if (i != j)
      observed <- observed + distance(values[i], values[j]) / (length(values) - 1)
  }
  expected <- 0
  for (i in seq_len(n)) for (j in seq_len(n)) if (i != j) expected <- expected + distance(all[i], all[j]) / (n - 1)
  1 - observed / expected
}

set.seed(11)
tables <- list(matrix(c(20, 10, 5, 15), 2), matrix(c(88, 10, 2, 14, 40, 6, 18, 10, 12), 3))
for (case in 1:6) {
  k <- sample(2:5, 1)
  tables[[case + 2]] <- matrix(rpois(k * k, 4), k) + diag(rpois(k, 15) + 1, k)
}
alphas <- list()
for (case in 1:8) {
  data <- matrix(sample(c(1:4, NA), 3 * 15, TRUE), 3)
  agree <- runif(15) < 0.6
  data[2, agree] <- data[1, agree]
  alphas[[case]] <- list(data = data, nominal = alpha(data, "nominal"), ordinal = alpha(data, "ordinal"),
                         interval = alpha(data, "interval"))
}
info <- list(R = R.version.string, psych = as.character(packageVersion("psych")),
             vcd = as.character(packageVersion("vcd")))
write_json(list(session = info, kappas = lapply(tables, kappas), alphas = alphas),
           file.path(here, "agreement.json"), digits = 17, auto_unbox = TRUE, na = "null")
