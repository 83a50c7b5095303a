
# ---- How the numbers are made -------------------------------------------------------------------

# Answers and scales as numbers; the codes of missing answers, which are all below zero, become NA.
value <- function(name, wave, of = data) {
  x <- of[[paste0(name, "_w", wave)]]
  if (!is.numeric(x)) return(rep(NA_real_, nrow(of)))
  x <- as.numeric(x)
  ifelse(x < 0, NA, x)
}

in_arms <- function(arms) if (is.null(arms)) data else data[data$arm %in% arms, ]

# Of an analysis of answers on time those count that are dated while the wave was open and not late.
value_in <- function(comparison, name, wave, of) {
  x <- value(name, wave, of)
  if (is.null(comparison$late)) return(x)
  days <- of[[paste0("days_from_target_w", wave)]]
  outside <- of[[paste0("outside_window_w", wave)]]
  ifelse(outside %in% 0 & days < comparison$late[wave], x, NA)
}

# What R refuses to test has no result here either.
or_nothing <- function(test) tryCatch(test, error = function(e) NULL)

describe <- function(x) list(n = sum(!is.na(x)), mean = mean(x, na.rm = TRUE), sd = sd(x, na.rm = TRUE))

# Repeated measures. Of two waves F is the square of the paired t; of more the p is Greenhouse and Geisser's.
rm_anova <- function(w) {
  n <- nrow(w)
  if (ncol(w) == 2) {
    t <- or_nothing(t.test(w[, 2], w[, 1], paired = TRUE))
    if (is.null(t)) return(list())
    F <- t$statistic[[1]]^2
    return(list(F = F, df1 = 1, df2 = n - 1, p = t$p.value, wilks = 1 / (1 + F / (n - 1)),
      eta_squared = F / (F + n - 1)))
  }
  model <- or_nothing(lm(w ~ 1))
  sphericity <- or_nothing(anova(model, update(model, ~0), X = ~1, test = "Spherical"))
  if (is.null(sphericity)) return(list())
  wilks <- or_nothing(anova(model, update(model, ~0), X = ~1, test = "Wilks"))
  F <- sphericity$F[2]
  df <- c(ncol(w) - 1, (n - 1) * (ncol(w) - 1))
  list(F = F, df1 = df[1], df2 = df[2], p = sphericity[["G-G Pr"]][2],
    wilks = if (!is.null(wilks)) wilks$Wilks[2], eta_squared = F * df[1] / (F * df[1] + df[2]))
}

paired_t <- function(w) {
  t <- or_nothing(t.test(w[, 2], w[, 1], paired = TRUE))
  if (is.null(t)) list() else list(t = t$statistic[[1]], df = t$parameter[[1]], p = t$p.value)
}

friedman <- function(w) {
  f <- or_nothing(friedman.test(w))
  if (is.null(f)) list() else list(chi_squared = f$statistic[[1]], df = f$parameter[[1]], p = f$p.value)
}

independent_t <- function(groups) {
  t <- or_nothing(t.test(groups[[1]], groups[[2]]))
  if (is.null(t)) list() else list(t = t$statistic[[1]], df = t$parameter[[1]], p = t$p.value)
}

of_groups <- function(test) function(groups) {
  g <- rep(seq_along(groups), lengths(groups))
  f <- or_nothing(test(unlist(groups), factor(g)))
  if (is.null(f)) list() else list(statistic = f$statistic[[1]], df = unname(f$parameter), p = f$p.value)
}

# Not here: exact tests of ranks with ties, which base R does not have.
procedures <- list(
  rmAnova = rm_anova, pairedT = paired_t, friedman = friedman, independentT = independent_t,
  oneWayAnova = of_groups(function(x, g) oneway.test(x ~ g, var.equal = TRUE)),
  welchAnova = of_groups(function(x, g) oneway.test(x ~ g)),
  kruskalWallis = of_groups(function(x, g) kruskal.test(x, g)))

within <- function(comparison, name) {
  own <- in_arms(comparison$arms)
  w <- sapply(comparison$waves, function(wave) value_in(comparison, name, wave, own))
  w <- matrix(w, ncol = length(comparison$waves))
  w <- w[complete.cases(w), , drop = FALSE]
  change <- if (ncol(w) == 2) or_nothing(t.test(w[, 2], w[, 1], paired = TRUE, conf.level = plan$confidence))
  list(eligible = nrow(own), analysed = nrow(w), mean = colMeans(w), sd = apply(w, 2, sd),
    change = if (!is.null(change)) change$estimate[[1]], ci = if (!is.null(change)) c(change$conf.int),
    tests = lapply(procedures[comparison$procedures], function(test) test(w)))
}

between <- function(comparison, name) {
  own <- in_arms(comparison$arms)
  by <- value_in(comparison, comparison$groups, comparison$waves, own)
  x <- value_in(comparison, name, comparison$waves, own)
  groups <- lapply(comparison$values, function(v) x[!is.na(x) & !is.na(by) & by == v])
  list(eligible = nrow(own), analysed = sum(lengths(groups)), mean = sapply(groups, mean), sd = sapply(groups, sd),
    tests = lapply(procedures[comparison$procedures], function(test) test(groups)))
}

compare <- function(comparison) {
  row <- if (is.null(comparison$groups)) within else between
  lapply(setNames(comparison$variables, comparison$variables), function(name) row(comparison, name))
}

# p adjusted over all tests of one procedure in a family.
adjust <- function(comparisons, results) {
  tests <- list()
  for (comparison in comparisons) for (name in comparison$variables) for (test in comparison$procedures)
    tests[[length(tests) + 1]] <- list(family = paste(comparison$family, test), at = c(comparison$name, name, test),
      p = results[[comparison$name]][[name]]$tests[[test]]$p)
  for (family in unique(sapply(tests, `[[`, "family"))) {
    own <- Filter(function(test) test$family == family, tests)
    p <- sapply(own, function(test) if (is.null(test$p)) NA else test$p)
    adjusted <- if (plan$multiplicity == "none") p else p.adjust(p, plan$multiplicity)
    for (i in seq_along(own)) if (!is.na(adjusted[i]))
      results[[own[[i]]$at[1]]][[own[[i]]$at[2]]]$tests[[own[[i]]$at[3]]]$adjusted <- adjusted[i]
  }
  results
}

# Means by group; a group's total is the sum of its members' means.
means_of <- function(table) {
  groups <- lapply(setNames(table$groups, table$groups), function(group) data[which(data[[table$by]] == group), ])
  lapply(groups, function(own) lapply(setNames(table$waves, paste0("w", table$waves)), function(wave) {
    rows <- lapply(setNames(table$variables, table$variables), function(name) describe(value(name, wave, own)))
    c(rows, list(total = if (!is.null(table$total)) sum(sapply(rows, `[[`, "mean"))))
  }))
}

# How many gave each answer, of everybody and by group; of several answers each by itself.
counts_of <- function(table) {
  groups <- c(list(all = data), lapply(setNames(table$groups, table$groups), function(group) data[which(data[[table$by]] == group), ]))
  lapply(groups, function(own) lapply(table$items, function(item) {
    x <- lapply(item$columns, function(column) own[[paste0(column, "_w", table$waves)]])
    if (is.null(item$values)) return(describe(value(item$columns, table$waves, own)))
    answered <- x[[1]] >= 0
    counts <- if (length(x) > 1) sapply(x, function(one) sum(one == 1)) else sapply(item$values, function(v) sum(x[[1]] == v))
    list(answered = sum(answered), counts = unname(counts))
  }))
}

alpha <- function(scale, wave) {
  m <- sapply(scale$items, function(item) value(item, wave))
  for (item in names(scale$reversed)) m[, item] <- scale$reversed[[item]] - m[, item]
  m <- m[complete.cases(m), , drop = FALSE]
  k <- ncol(m)
  list(n = nrow(m), alpha = if (nrow(m) > 1) k / (k - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m))))
}

screen <- function(comparison) lapply(setNames(comparison$variables, comparison$variables), function(name)
  lapply(setNames(comparison$waves, paste0("w", comparison$waves)), function(wave) {
    x <- na.omit(value(name, wave, in_arms(comparison$arms)))
    normal <- or_nothing(shapiro.test(x))
    # Tukey's hinges: 1.5 and 3 hinge spreads beyond them.
    out <- function(reach) length(boxplot.stats(x, coef = reach)$out)
    list(n = length(x), W = normal$statistic[[1]], p = normal$p.value,
      mild = if (length(x) > 0) out(1.5) - out(3), extreme = if (length(x) > 0) out(3))
  }))

by_name <- function(comparisons) setNames(comparisons, sapply(comparisons, `[[`, "name"))

run <- function() {
  list(
    comparisons = adjust(plan$comparisons, lapply(by_name(plan$comparisons), compare)),
    sensitivity = adjust(plan$sensitivity, lapply(by_name(plan$sensitivity), compare)),
    screening = lapply(by_name(plan$comparisons), screen),
    reliability = lapply(plan$reliability, function(scale)
      lapply(setNames(plan$waves, paste0("w", plan$waves)), function(wave) alpha(scale, wave))),
    means = lapply(plan$means, means_of),
    counts = lapply(plan$counts, counts_of))
}
