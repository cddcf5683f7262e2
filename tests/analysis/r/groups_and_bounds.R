# Expected values for who answered, near-censuses and clusters. Run here: Rscript groups_and_bounds.R
suppressPackageStartupMessages({library(survey); library(psych); library(lme4); library(jsonlite)})

# --- AAPOR's rates, written out from the Standard Definitions
aapor <- function(I, P, R, NC, O, UH, UO, e) {
  U <- UH + UO; K <- (I + P) + (R + NC + O); reached <- (I + P) + R + O
  list(cases = list(complete = I, partial = P, refusal = R, non_contact = NC, other = O, unknown_household = UH, unknown_other = UO),
       e = e,
       rates = list(RR1 = I / (K + U), RR2 = (I + P) / (K + U), RR3 = I / (K + e * U), RR4 = (I + P) / (K + e * U),
                    RR5 = I / K, RR6 = (I + P) / K,
                    COOP1 = I / reached, COOP2 = (I + P) / reached, COOP3 = I / ((I + P) + R), COOP4 = (I + P) / ((I + P) + R),
                    REF1 = R / (K + U), REF2 = R / (K + e * U), REF3 = R / K,
                    CON1 = reached / (reached + NC + U), CON2 = reached / (reached + NC + e * U), CON3 = reached / (reached + NC)))
}
# --- standardised differences
counts <- matrix(c(24, 3, 40, 11, 18, 13, 61, 2, 35, 9), nrow = 2)
p <- counts[1, ] / sum(counts[1, ]); q <- counts[2, ] / sum(counts[2, ])
cat_smd <- function(p, q) {
  k <- length(p) - 1; p <- p[seq_len(k)]; q <- q[seq_len(k)]
  S <- matrix(0, k, k)
  for (i in 1:k) for (j in 1:k)
    S[i, j] <- if (i == j) (p[i] * (1 - p[i]) + q[i] * (1 - q[i])) / 2 else -(p[i] * p[j] + q[i] * q[j]) / 2
  sqrt(mahalanobis(p, q, S))
}
# --- near-censuses: every number in the population tried by R's hypergeometric distribution
exact <- function(x, n, N, level = 0.95) {
  M <- x:(N - (n - x)); tail <- (1 - level) / 2
  up <- phyper(x - 1, M, N - M, n, lower.tail = FALSE); down <- phyper(x, M, N - M, n)
  ok <- M[up > tail & down > tail]
  f <- (N - 1) / (N - n)
  w <- if (n < N) as.numeric(prop.test(x * f, n * f, conf.level = level, correct = FALSE)$conf.int) else rep(x / n, 2)
  list(count = x, of = n, population = N, level = level, low = min(ok), high = max(ok), wilson = w)
}
v <- c(2, 4, 4, 5, 3, 1, 5, 4, 3, 3, 2, 4)
fpc <- svydesign(ids = ~1, data = data.frame(v), fpc = rep(15, 12))
mean_ci <- confint(svymean(~v, fpc), df = 11)
# --- clusters
set.seed(12)
d <- data.frame(unit = sample(letters[1:9], 70, TRUE))
u <- setNames(rnorm(9, 0, 0.8), letters[1:9])
d$value <- round(5 + u[d$unit] + rnorm(70), 1)
d$yes <- as.integer(runif(70) < plogis(u[d$unit]))
d$later <- rbinom(70, 1, 0.5)
icc_anova <- function(y, g, level = 0.95) {
  a <- anova(aov(y ~ factor(g))); n <- table(g); k <- length(n); N <- length(y)
  m <- (N - sum(n^2) / N) / (k - 1); F <- a$`Mean Sq`[1] / a$`Mean Sq`[2]
  rho <- (F - 1) / (F + m - 1)
  lo <- F / qf(0.5 + level / 2, k - 1, N - k); hi <- F / qf(0.5 - level / 2, k - 1, N - k)
  list(icc = rho, low = (lo - 1) / (lo + m - 1), high = (hi - 1) / (hi + m - 1), deff = 1 + (sum(n^2) / N - 1) * rho)
}
# Shrout and Fleiss 1979, table 2: four judges' ratings of six targets; here without regard to judge, ICC(1,1).
sf <- matrix(c(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7), ncol = 4, byrow = TRUE)
one <- suppressMessages(ICC(sf, lmer = FALSE))$results[1, ]
des <- svydesign(ids = ~unit, weights = ~1, data = d)
ci <- function(f) { m <- svymean(f, des); unname(c(coef(m), confint(m, df = degf(des)))) }
share <- svyciprop(~yes, des, method = "xlogit", df = degf(des))
by <- svyby(~value, ~later, des, svymean, covmat = TRUE)
ctr <- svycontrast(by, c(`0` = -1, `1` = 1))
by2 <- svyby(~yes, ~later, des, svymean, covmat = TRUE)
ctr2 <- svycontrast(by2, c(`0` = -1, `1` = 1))
ends <- function(c) unname(c(coef(c), coef(c) + c(-1, 1) * qt(0.975, degf(des)) * as.numeric(SE(c))))
x <- tapply(d$yes, d$unit, sum); n <- tapply(d$yes, d$unit, length); pr <- mean(d$yes)
out <- list(
  session = list(r = R.version.string, survey = as.character(packageVersion("survey")), psych = as.character(packageVersion("psych"))),
  aapor = list(aapor(230, 11, 20, 148, 6, 30, 7, 0.4), aapor(500, 40, 310, 95, 22, 180, 60, 0.75), aapor(10, 0, 0, 5, 0, 0, 0, 1)),
  differences = list(counts = counts, each = (p - q) / sqrt((p * (1 - p) + q * (1 - q)) / 2), all = cat_smd(p, q)),
  census = list(exact(241, 389, 426), exact(0, 20, 30), exact(20, 20, 30), exact(3, 10, 40, 0.9), exact(7, 12, 12), exact(101, 248, 356)),
  mean = list(values = v, mean = mean(v), sd = sd(v), low = mean_ci[1], high = mean_ci[2]),
  data = d, value = icc_anova(d$value, d$unit), yes = c(icc_anova(d$yes, d$unit), list(fleiss = 1 - sum(x * (n - x) / n) / ((sum(n) - length(n)) * pr * (1 - pr)))),
  shrout = list(table = sf, icc = one$ICC, low = one$`lower bound`, high = one$`upper bound`),
  robust = list(mean = ci(~value), share = unname(c(coef(share), attr(share, "ci"))), change = ends(ctr), share_change = ends(ctr2)))
write(toJSON(out, dataframe = "columns", digits = 17, auto_unbox = TRUE), "groups_and_bounds.json")
