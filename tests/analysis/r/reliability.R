# Expected values for alpha, omega, intraclass correlations and the error of measurement.
# Run in this folder: Rscript reliability.R   (writes reliability.json)
suppressPackageStartupMessages({library(boot); library(psych); library(jsonlite)})

# Omega of covariances: factanal starts; the whole likelihood is then followed to its very end.
omega_of <- function(V, steps = 50) {
  s <- sqrt(diag(V)); S <- V / tcrossprod(s); k <- ncol(S)
  misfit <- function(par) {
    sigma <- tcrossprod(par[1:k]) + diag(par[k + 1:k])
    as.numeric(determinant(sigma)$modulus) + sum(diag(solve(sigma, S)))
  }
  slope <- function(par) {
    inverse <- solve(tcrossprod(par[1:k]) + diag(par[k + 1:k])); g <- inverse - inverse %*% S %*% inverse
    c(2 * g %*% par[1:k], diag(g))
  }
  fit <- factanal(covmat = S, n.obs = 100, factors = 1)
  best <- c(as.numeric(loadings(fit)), fit$uniquenesses)
  for (again in seq_len(steps)) {
    if (max(abs(slope(best))) < 1e-13) break
    best <- best - solve(optimHess(best, misfit, slope, control = list(ndeps = rep(1e-5, 2 * k))), slope(best))
  }
  stopifnot(steps == 0 || max(abs(slope(best))) < 1e-11, max(abs(best - c(loadings(fit), fit$uniquenesses))) < 1e-3)
  l <- best[1:k] * sign(sum(best[1:k])); u <- best[k + 1:k]
  sum(s * l)^2 / (sum(s * l)^2 + sum(s^2 * u))
}

of_items <- function(name, x, level = 0.95) {
  x <- as.matrix(x)
  a <- psych::alpha(x, warnings = FALSE, check.keys = FALSE)$total$raw_alpha
  ends <- psych::alpha.ci(a, n.obs = nrow(x), n.var = ncol(x), p.val = 1 - level, digits = 15)
  omega <- NULL; omega_ends <- NULL
  if (ncol(x) > 2) {
    omega <- omega_of(cov(x))
    # The influence of each person on the logit, differentiated by boot::empinf.
    logit <- function(data, w) qlogis(omega_of(cov.wt(data, as.numeric(w / sum(w)), method = "ML")$cov))
    influence <- empinf(data = x, statistic = logit, stype = "w", type = "inf", eps = 1e-4)
    half <- qnorm((1 + level) / 2) * sqrt(sum(influence^2)) / nrow(x)
    omega_ends <- plogis(qlogis(omega) + c(-half, half))
  }
  list(name = name, x = x, level = level, alpha = a, alpha_ends = c(ends$lower.ci, ends$upper.ci), omega = omega,
       omega_ends = omega_ends)
}

of_ratings <- function(name, x, level = 0.95) {
  x <- as.matrix(x); n <- nrow(x); k <- ncol(x)
  found <- psych::ICC(x, lmer = FALSE, alpha = 1 - level)$results
  long <- data.frame(y = as.numeric(x), person = factor(rep(seq_len(n), k)), column = factor(rep(seq_len(k), each = n)))
  two <- anova(lm(y ~ person + column, long))
  one <- anova(lm(y ~ person, long))
  sem <- function(ms, df) list(value = sqrt(ms), ends = sqrt(ms * df / qchisq(c((1 + level) / 2, (1 - level) / 2), df)))
  list(name = name, x = x, level = level,
       squares = c(two["person", "Mean Sq"], one["Residuals", "Mean Sq"], two["column", "Mean Sq"], two["Residuals", "Mean Sq"]),
       icc = found$ICC, low = found[["lower bound"]], high = found[["upper bound"]],
       agreement = sem(one["Residuals", "Mean Sq"], one["Residuals", "Df"]),
       consistency = sem(two["Residuals", "Mean Sq"], two["Residuals", "Df"]),
       times90 = qnorm(0.95) * sqrt(2), times95 = qnorm(0.975) * sqrt(2))
}

set.seed(7)
made <- function(n, k, spread) {
  level <- rnorm(n, 0, spread)
  sapply(seq_len(k), function(j) pmin(5, pmax(1, round(3 + 0.2 * j + level + rnorm(n)))))
}
attitude10 <- as.matrix(attitude)   # R's own example: percent favourable answers to seven questions, 30 departments
shrout <- matrix(c(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7), ncol = 4, byrow = TRUE)
items <- list(of_items("attitude", attitude10), of_items("attitude 90", attitude10, 0.90),
              of_items("five", made(60, 5, 1)), of_items("weak", made(40, 4, 0.4)), of_items("three", made(25, 3, 1.5)),
              of_items("two", made(25, 2, 1)))
ratings <- list(of_ratings("Shrout and Fleiss", shrout), of_ratings("Shrout and Fleiss 90", shrout, 0.9),
                of_ratings("twice", made(40, 2, 1)), of_ratings("weak", made(30, 3, 0.3)))
# Persons resampled: how much the logit of omega varies (factanal is exact enough for that).
five <- items[[3]]$x
set.seed(5)
resampled <- sd(replicate(2000, qlogis(omega_of(cov(five[sample(60, replace = TRUE), ]), steps = 0))))
versions <- list(R = R.version.string, psych = as.character(packageVersion("psych")),
                 boot = as.character(packageVersion("boot")), jsonlite = as.character(packageVersion("jsonlite")))
write(toJSON(list(made_with = versions, items = items, ratings = ratings, resampled_sd = resampled), digits = I(17), auto_unbox = TRUE),
      "reliability.json")
