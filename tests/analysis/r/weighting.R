# Expected values for weights. Run here: Rscript weighting.R
suppressPackageStartupMessages({library(survey); library(jsonlite)})

set.seed(5)
n <- 80
d <- data.frame(size = sample(c("small", "middle", "large"), n, TRUE, c(.5, .3, .2)),
                county = sample(c("a", "b", "c", "d"), n, TRUE, c(.4, .3, .2, .1)),
                yes = rbinom(n, 1, .4), later = rbinom(n, 1, .55), value = round(rnorm(n, 5, 2)), base = round(runif(n, 1, 3), 2))
size <- c(small = 180, middle = 120, large = 57)
county <- c(a = 100, b = 97, c = 80, d = 80)
frame <- function(x, name) setNames(data.frame(names(x), unname(x)), c(name, "Freq"))
raked <- function(base) {
  des <- svydesign(ids = ~1, weights = base, data = d)
  weights(rake(des, list(~size, ~county), list(frame(size, "size"), frame(county, "county")),
               control = list(maxit = 5000, epsilon = 1e-12, verbose = FALSE)))
}
post <- function(base) weights(postStratify(svydesign(ids = ~1, weights = base, data = d), ~size, frame(size, "size")))
kish <- function(w) list(n_effective = sum(w)^2 / sum(w^2), deff = length(w) * sum(w^2) / sum(w)^2)

w <- unname(raked(rep(1, n)))
des <- svydesign(ids = ~1, weights = w, data = d)
mean_ci <- function(f) { m <- svymean(f, des); c(coef(m), confint(m, df = n - 1)) }
neff <- sum(w)^2 / sum(w^2)
p <- sum(w * d$yes) / sum(w)
d$difference <- d$later - d$yes
des <- svydesign(ids = ~1, weights = w, data = d)
out <- list(
  session = list(r = R.version.string, survey = as.character(packageVersion("survey"))),
  data = d, size = as.list(size), county = as.list(county),
  rake = list(plain = w, base = unname(raked(d$base))),
  post = list(plain = unname(post(rep(1, n))), base = unname(post(d$base))),
  kish = kish(w),
  mean = unname(mean_ci(~value)), difference = unname(mean_ci(~difference)),
  # Wilson's interval for a share of so many effective respondents, by R's own test of a share.
  share = list(value = p, ends = as.numeric(prop.test(p * neff, neff, correct = FALSE)$conf.int)),
  table = matrix(xtabs(w ~ yes + later, d), nrow = 2))
write(toJSON(out, dataframe = "columns", digits = 17, auto_unbox = TRUE), "weighting.json")
