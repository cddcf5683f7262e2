# Leser svar.csv med kodeboka, med det som alltid er i R. / Reads svar.csv with its codebook, in base R.
#
#   setwd("mappen med filene"); source("les_inn.R"); table(svar$VARIABEL, useNA = "ifany")
#
# svar:    koder som faktorer med svartekster, tall som tall, datoer som datoer; NA der det ikke er noe svar
#          codes as factors with their labels, numbers as numbers, dates as dates; NA where there is no answer
# hvorfor: samme form, med koden for hvorfor det ikke er noe svar; NA er ikke besvart
#          the same shape, with the code of why there is no answer; NA is not answered

les <- function(fil) {
  lest <- read.csv(fil, colClasses = "character", na.strings = "", check.names = FALSE, fileEncoding = "UTF-8")
  # En ' star foran det et regneark ville tatt for en formel. / A ' stands before what would be a formula.
  lest[] <- lapply(lest, function(celler) sub("^'(?=[-=+@\t\r])", "", celler, perl = TRUE))
  lest
}

variabler <- les("kodebok.csv")
koder <- les("koder.csv")
svar <- les("svar.csv")
hvorfor <- svar

for (nr in seq_len(nrow(variabler))) {
  navn <- variabler$variable[nr]
  egne <- koder[koder$variable == navn, ]
  gyldige <- egne[egne$missing == "0", ]
  celler <- svar[[navn]]
  borte <- celler %in% egne$code[egne$missing == "1"]
  hvorfor[[navn]] <- ifelse(borte, celler, NA)
  celler[borte] <- NA
  if (variabler$kind[nr] == "coded") {
    # To koder med samme tekst skal ikke bli ett svar. / Two codes with the same words are two answers.
    like <- duplicated(gyldige$label) | duplicated(gyldige$label, fromLast = TRUE)
    tekster <- ifelse(like, paste0(gyldige$label, " (", gyldige$code, ")"), gyldige$label)
    celler <- factor(celler, gyldige$code, tekster, ordered = variabler$measure[nr] == "ordinal")
  } else if (variabler$kind[nr] == "number") {
    celler <- as.numeric(celler)
  } else if (variabler$kind[nr] == "date") {
    celler <- as.Date(celler)
  }
  attr(celler, "label") <- variabler$label[nr]
  svar[[navn]] <- celler
}
