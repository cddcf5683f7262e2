# Expected values for the minimal important change by an anchor.
# Run in this folder: Rscript importance.R   (writes importance.json)
suppressPackageStartupMessages({library(boot); library(pROC); library(jsonlite)})
of_anchor <- function(name, x, improved, minimal, level = 0.95) {
  curve <- roc(improved, x, levels = c(FALSE, TRUE), direction = "<", quiet = TRUE)
  best <- function(how) min(coords(curve, "best", best.method = how, ret = "threshold")$threshold)
  fit <- glm(improved ~ x, family = binomial, control = list(epsilon = 1e-15, maxit = 100))
  n <- length(x); p <- mean(improved); odds <- log(p / (1 - p)); b <- coef(fit)
  mic <- unname((odds - b[1]) / b[2])
  # Influence of each person on the odds and the coefficients, and so on the result.
  moved <- solve(crossprod(cbind(1, x) * sqrt(fitted(fit) * (1 - fitted(fit)))), t(cbind(1, x) * (improved - fitted(fit))))
  on_mic <- ((improved - p) / (p * (1 - p)) / n - moved[1, ] - mic * moved[2, ]) / b[2]
  half <- qnorm((1 + level) / 2) * sqrt(sum(on_mic^2))
  # The adjusted result of weighted persons, differentiated by boot::empinf.
  adjusted <- function(data, w) {
    w <- w / sum(w); y <- data$improved; x <- data$x; middle <- sum(w * x); p <- sum(w * y)
    spread <- sqrt(sum(w * (x - middle)^2) * n / (n - 1)); odds <- log(p / (1 - p))
    r <- sum(w * (x - middle) * (y - p)) / sqrt(sum(w * (x - middle)^2) * p * (1 - p))
    b <- coef(suppressWarnings(glm(y ~ x, family = binomial, weights = w * n, control = list(epsilon = 1e-15, maxit = 100))))
    unname((odds - b[1]) / b[2]) - (0.090 + 0.103 * r) * spread * odds
  }
  influence <- empinf(data = data.frame(x = x, improved = improved), statistic = adjusted, stype = "w", type = "inf",
                      eps = 1e-5)
  # Resampled within both groups; with ties the lowest cut-off, as in the estimate.
  cutoffs <- function(how) { set.seed(7); quantile(replicate(2000, {
    i <- c(sample(which(improved), replace = TRUE), sample(which(!improved), replace = TRUE))
    min(coords(roc(improved[i], x[i], levels = c(FALSE, TRUE), direction = "<", quiet = TRUE), "best", best.method = how,
               ret = "threshold")$threshold) }), c((1 - level) / 2, (1 + level) / 2), type = 1, names = FALSE) }
  r <- cor(x, as.integer(improved))
  test <- t.test(x[minimal], conf.level = level)
  area <- ci.auc(curve, conf.level = level, method = "delong")
  list(name = name, x = x, improved = improved, minimal = minimal, level = level, r = r, auc = as.numeric(area),
       mean = c(unname(test$estimate), test$conf.int), youden = best("youden"), nearest = best("closest.topleft"),
       predictive = c(mic, mic - half, mic + half),
       # Terluin, Eekhout and Terwee 2017: adjusted for the share who improved.
       adjusted = mic - (0.090 + 0.103 * r) * sd(x) * odds, adjusted_error = sqrt(sum(influence^2)) / n,
       youden_interval = cutoffs("youden"), nearest_interval = cutoffs("closest.topleft"))
}
made <- function(n, shift, seed) {
  set.seed(seed)
  x <- round(rnorm(n, 1, 2)); felt <- x + rnorm(n, 0, 2) - shift
  list(x, felt > 0, felt > 0 & felt < 1.5)
}
half <- made(120, 1, 1); most <- made(200, -1, 2); few <- made(90, 3, 3)
cases <- list(of_anchor("half", half[[1]], half[[2]], half[[3]]), of_anchor("most", most[[1]], most[[2]], most[[3]]),
              of_anchor("few", few[[1]], few[[2]], few[[3]], 0.9))
# The spread of the predictive result over resampled persons, for agreement within Monte Carlo error.
set.seed(4)
spread <- sd(replicate(4000, { i <- sample(120, replace = TRUE); f <- glm(half[[2]][i] ~ half[[1]][i], family = binomial)
  p <- mean(half[[2]][i]); unname((log(p / (1 - p)) - coef(f)[1]) / coef(f)[2]) }))
write(toJSON(list(made_with = list(R = R.version.string, pROC = as.character(packageVersion("pROC")),
                  boot = as.character(packageVersion("boot"))), cases = cases,
                  resampled_sd = spread), digits = I(17), auto_unbox = TRUE), "importance.json")
