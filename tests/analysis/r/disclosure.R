# How closely an attacker can work out hidden cells of two-way tables, by lpSolve: two linear programs for each cell.
# Run: Rscript tests/analysis/r/disclosure.R   (writes disclosure.json beside it)
library(lpSolve)
library(jsonlite)

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1]))

# `hidden` is a matrix of TRUE where a cell is hidden; all margins are known unless `open_rows` are hidden too.
attack <- function(table, hidden, open_rows = integer(0)) {
  n <- length(table)
  rows <- row(table); columns <- col(table)
  left <- list(); right <- c()
  for (i in seq_len(nrow(table))) if (!(i %in% open_rows)) {
    left[[length(left) + 1]] <- as.numeric(rows == i); right <- c(right, sum(table[i, ]))
  }
  for (j in seq_len(ncol(table))) {
    left[[length(left) + 1]] <- as.numeric(columns == j); right <- c(right, sum(table[, j]))
  }
  for (k in which(!hidden)) {
    left[[length(left) + 1]] <- as.numeric(seq_len(n) == k); right <- c(right, table[k])
  }
  left <- do.call(rbind, left)
  ends <- function(k) {
    objective <- as.numeric(seq_len(n) == k)
    c(lp("min", objective, left, rep("=", length(right)), right)$objval,
      lp("max", objective, left, rep("=", length(right)), right)$objval)
  }
  cells <- which(hidden)
  list(table = unname(table), hidden = unname(hidden), open_rows = I(open_rows - 1),
       cells = I(cells - 1), intervals = t(sapply(cells, ends)))
}

# Cells are numbered by column, as R does.
invest <- matrix(c(20, 8, 17, 50, 19, 32, 10, 22, 12), 3)
pattern <- matrix(FALSE, 3, 3); pattern[2:3, c(1, 3)] <- TRUE

set.seed(7)
cases <- list(attack(invest, pattern))
for (case in 1:30) {
  shape <- c(sample(2:5, 1), sample(2:5, 1))
  table <- matrix(rpois(prod(shape), sample(c(2, 8), 1)), shape[1])
  hidden <- matrix(runif(prod(shape)) < 0.5, shape[1])
  hidden[1] <- TRUE
  cases[[case + 1]] <- attack(table, hidden, if (case %% 3 == 0) 1L else integer(0))
}

info <- list(R = R.version.string, lpSolve = as.character(packageVersion("lpSolve")))
write_json(list(session = info, cases = cases), file.path(here, "disclosure.json"), digits = 17, auto_unbox = TRUE)
