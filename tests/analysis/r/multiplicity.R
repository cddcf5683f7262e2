# Adjusted p by R's stats::p.adjust. Run in this folder: Rscript multiplicity.R
library(jsonlite)
families <- list(
  plain = c(0.01, 0.04, 0.03, 0.005, 0.2, 0.04),
  ties = c(0.02, 0.02, 0.02),
  large = c(0.4, 0.7, 0.9),
  two = c(0.2, 0.01),
  small = c(1e-12, 3e-9, 0.049, 0.051, 0.0499, 1, 0),
  many = (1:40)^2 %% 97 / 97,
  missing = c(0.01, NA, 0.03, 0.04, NA, 0.2)
)
cases <- lapply(families, function(p) {
  list(p = p, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH"))
})
write_json(
  list(r = R.version.string, packages = list(stats = as.character(packageVersion("stats"))), cases = cases),
  "multiplicity.json", digits = I(17), auto_unbox = TRUE, na = "null", pretty = TRUE
)
