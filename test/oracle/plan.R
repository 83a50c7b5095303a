# The analysis plan of the job-specialist study in R, from wide.csv alone: what a reviewer would type.
# Missing answers have codes below zero, and no scale goes there.

plan_in_R <- function(csv, arm, variables, pairs, by_work, families) {
  d <- read.csv(text = csv, na.strings = "", check.names = FALSE)
  everybody <- d
  d <- d[d$arm == arm, ]
  value <- function(name, wave, of = d) {
    x <- of[[paste0(name, "_w", wave)]]
    ifelse(x < 0, NA, x)
  }
  change <- function(name, wave) {
    ok <- complete.cases(value(name, 1), value(name, wave))
    x <- value(name, 1)[ok]
    y <- value(name, wave)[ok]
    t <- tryCatch(t.test(y, x, paired = TRUE), error = function(e) NULL)
    list(n = sum(ok), mean = c(mean(x), mean(y)), sd = c(sd(x), sd(y)),
      change = mean(y - x), ci = if (!is.null(t)) c(t$conf.int), F = if (!is.null(t)) t$statistic[[1]]^2,
      df2 = sum(ok) - 1, p = if (!is.null(t)) t$p.value,
      wilks = if (!is.null(t)) 1 / (1 + t$statistic[[1]]^2 / (sum(ok) - 1)))
  }
  over_all <- function(name) {
    w <- sapply(1:4, function(wave) value(name, wave))
    w <- w[complete.cases(w), , drop = FALSE]
    if (nrow(w) < 5) return(list(n = nrow(w)))
    model <- lm(w ~ 1)
    a <- anova(model, update(model, ~0), X = ~1, test = "Spherical")
    wilks <- anova(model, update(model, ~0), X = ~1, test = "Wilks")
    list(n = nrow(w), mean = colMeans(w), F = a$F[2], pGG = a[["G-G Pr"]][2], wilks = wilks$Wilks[2])
  }
  work <- function(name, wave) {
    group <- value("jm02", wave)
    x <- value(name, wave)
    t <- t.test(x[which(group == 1)], x[which(group == 2)])
    list(t = t$statistic[[1]], df = t$parameter[[1]], p = t$p.value, mean = unname(t$estimate))
  }
  alpha <- function(items, wave) {
    m <- sapply(items, function(item) value(item, wave, everybody))
    m <- m[complete.cases(m), , drop = FALSE]
    k <- ncol(m)
    list(n = nrow(m), alpha = k / (k - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m))))
  }
  normal <- function(name, wave) {
    x <- na.omit(value(name, wave))
    s <- shapiro.test(x)
    list(n = length(x), W = s$statistic[[1]], p = s$p.value)
  }
  changes <- lapply(setNames(pairs, paste0("w", pairs)), function(wave)
    lapply(setNames(variables, variables), change, wave = wave))
  list(
    changes = changes,
    holm = lapply(changes, function(rows)
      p.adjust(sapply(rows, function(row) if (is.null(row$p)) NA else row$p), "holm")),
    over_all = lapply(setNames(variables, variables), over_all),
    work = lapply(setNames(1:2, c("w1", "w2")), function(wave)
      lapply(setNames(by_work, by_work), work, wave = wave)),
    alpha = lapply(families, alpha, wave = 1),
    normal = lapply(setNames(variables, variables), normal, wave = 1)
  )
}
