# Expected values for models over rounds with gaps. Run here: Rscript models.R
suppressPackageStartupMessages({library(lme4); library(gee); library(jsonlite)})

set.seed(3)
n <- 60; k <- 3
d <- expand.grid(unit = 1:n, round = 0:(k - 1))
b <- rnorm(n, 0, 1)
d$value <- round(5 + b[d$unit] + 0.4 * d$round + rnorm(nrow(d), 0, 1.2))
d <- d[sample(nrow(d), 140), ]
d <- d[order(d$unit, d$round), ]
d$yes <- as.integer(d$value > 5)

exact <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-14), calc.derivs = FALSE)
z <- qnorm(0.975)
mixed <- function(formula, d) {
  f <- lmer(formula, data = d, REML = TRUE, control = exact)
  e <- fixef(f); v <- as.matrix(vcov(f)); s <- sqrt(diag(v)); w <- e[-1]
  var <- as.data.frame(VarCorr(f))$vcov
  list(change = unname(e[-1]), low = unname(e - z * s)[-1], high = unname(e + z * s)[-1], between = var[1],
       within = var[2], wald = as.numeric(t(w) %*% solve(v[-1, -1, drop = FALSE]) %*% w))
}
equations <- function(formula, family) {
  sink(tempfile())
  f <- gee(formula, id = unit, data = d, family = family, corstr = "exchangeable", tol = 1e-13, maxiter = 200, silent = TRUE)
  sink()
  v <- f$robust.variance; rho <- f$working.correlation[1, 2]
  e <- coef(f); s <- sqrt(diag(v)); w <- e[-1]
  list(change = unname(e[-1]), low = unname(e - z * s)[-1], high = unname(e + z * s)[-1], correlation = rho,
       wald = as.numeric(t(w) %*% solve(v[-1, -1, drop = FALSE]) %*% w))
}
# Units that are more unlike themselves than each other: the variance between them is 0, at the edge.
edge <- data.frame(unit = rep(1:20, 3), round = rep(0:2, each = 20),
                   value = c(rep(1:5, 4), rep(5:1, 4), rep(c(3, 5, 1, 4, 2), 4)))
out <- list(
  session = list(r = R.version.string, lme4 = as.character(packageVersion("lme4")), gee = as.character(packageVersion("gee"))),
  data = list(unit = d$unit, round = d$round, value = d$value, yes = d$yes),
  edge = edge,
  mixed = list(rounds = mixed(value ~ factor(round) + (1 | unit), d), linear = mixed(value ~ round + (1 | unit), d),
               edge = suppressMessages(mixed(value ~ factor(round) + (1 | unit), edge))),
  share = list(rounds = equations(yes ~ factor(round), binomial), linear = equations(yes ~ round, binomial)),
  mean = list(rounds = equations(value ~ factor(round), gaussian), linear = equations(value ~ round, gaussian)))
write(toJSON(out, dataframe = "columns", digits = 17, auto_unbox = TRUE), "models.json")
