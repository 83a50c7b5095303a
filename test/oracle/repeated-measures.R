# Analyses of variance of waves as R's stats package has them, and from the definition where it has
# none (epsilon, generalised eta squared, Box's M, Huynh and Feldt's original formula).
# `waves` is a list of the waves, `label` the participants' group (a single one: rm_anova).

# Only differences between waves matter for change. Taken first, they keep R's own digits where
# participants differ by far more than they change, and where all lie near 1e8.
change_of <- function(y) y - y[, 1]

# With many degrees of freedom R's upper tail is not to be trusted far out: for F = 34.16 of 45 and 177898
# it says 0, and log.p = TRUE 1e-257, where mpmath has 1.6e-291. There, p is not compared.
tail_of_F <- function(F, df1, df2) {
  p <- pf(F, df1, df2, lower.tail = FALSE)
  if (p > 1e-200) list(p = p)
}

# Rounding is not variation: R would divide by it.
or_zero <- function(x, size) if (x > 1e-20 * size) x else 0

# A linear model of one or more variables, by its design.
model <- function(y, design) list(df = NROW(y) - ncol(design),
  residuals = if (ncol(design) == 0) y else qr.resid(qr(design), y))

f_test <- function(effect, error, df1, df2) {
  error <- or_zero(error, effect)
  if (error == 0) return(list(ssEffect = effect, ssError = 0, F = NULL, df1 = df1, df2 = df2, p = NULL))
  F <- (effect / df1) / (error / df2)
  c(list(ssEffect = effect, ssError = error, F = F, df1 = df1, df2 = df2), tail_of_F(F, df1, df2))
}

effect_sizes <- function(test, others) c(test, list(
  partialEtaSquared = test$ssEffect / (test$ssEffect + test$ssError),
  generalizedEtaSquared = test$ssEffect / (test$ssEffect + test$ssError + others)))

# The 90 % interval by noncentral F, by plain search.
eta_interval <- function(test) {
  lambda <- function(p) {
    below <- function(ncp) pf(test$F, test$df1, test$df2, ncp) - p
    if (below(0) <= 0) return(0)
    uniroot(below, c(0, 4 * test$F * test$df1 + 60), tol = 1e-11)$root
  }
  ends <- c(lambda(.95), lambda(.05))
  ends / (ends + test$df1 + test$df2 + 1)
}

# Two models of the waves, of which the smaller lacks what is tested. The statistics are those of R's
# anova for several variables (Pillai, Wilks, HL, Roy), of any contrasts that leave change only.
multivariate <- function(larger, smaller, s) {
  if (!regular(larger)) return(NULL)
  contrasts <- helmert(ncol(larger$residuals))
  error <- crossprod(larger$residuals %*% contrasts)
  effect <- crossprod(smaller$residuals %*% contrasts) - error
  lambda <- Re(eigen(solve(error, effect), only.values = TRUE)$values)
  q <- smaller$df - larger$df
  one <- function(statistic) {
    x <- statistic(lambda, q, larger$df)
    # Few participants leave Hotelling's F no degrees of freedom.
    if (x[4] <= 0) return(list(value = x[1], F = NULL, p = NULL))
    c(list(value = x[1], F = x[2], df1 = x[3], df2 = x[4]), tail_of_F(x[2], x[3], x[4]))
  }
  # Where hardly anything is left unexplained, R's s - V is mostly rounding.
  pillai <- function(lambda, q, df) {
    x <- stats:::Pillai(lambda, q, df)
    rest <- sum(1 / (1 + lambda[seq_len(s)]))
    replace(x, 2, x[2] * (s - x[1]) / rest)
  }
  list(pillai = one(pillai), wilks = one(stats:::Wilks), hotelling = one(stats:::HL),
       roy = c(one(stats:::Roy), upperBound = s > 1))
}

helmert <- function(m) {
  contrasts <- contr.helmert(m)
  sweep(contrasts, 2, sqrt(colSums(contrasts^2)), "/")
}

# Whether the differences between waves leave nothing to say about each other for certain.
regular <- function(larger) {
  contrasts <- larger$residuals %*% helmert(ncol(larger$residuals))
  larger$df >= ncol(contrasts) && qr(contrasts)$rank == ncol(contrasts)
}

sphericity <- function(larger, groups, original) {
  # One basis of orthonormal contrasts is as good as another; Helmert's is not that of our own code.
  contrasts <- helmert(ncol(larger$residuals))
  df <- larger$df
  k <- ncol(contrasts)
  lambda <- eigen(crossprod(larger$residuals %*% contrasts), symmetric = TRUE, only.values = TRUE)$values
  gg <- sum(lambda)^2 / (k * sum(lambda^2))
  N <- if (original) df + groups else df + 1
  hf <- if (df - k * gg > 1e-9) (N * k * gg - 2) / (k * (df - k * gg)) else NA
  if (k == 1) gg <- hf <- 1
  epsilon <- list(greenhouseGeisser = gg, huynhFeldt = min(1, hf), huynhFeldtRaw = hf, lowerBound = 1 / k)
  if (k == 1) return(list(epsilon = epsilon, mauchly = list(W = 1, df = 0)))
  if (!regular(larger)) return(list(epsilon = epsilon, mauchly = list(W = NULL, p = NULL, pSecondOrder = NULL)))
  scatter <- structure(list(SSD = crossprod(larger$residuals), df = df), class = "SSD")
  test <- mauchly.test(scatter, T = t(contrasts))
  W <- unname(test$statistic)
  chi <- -df * (1 - (2 * k^2 + k + 2) / (6 * k * df)) * log(W)
  dfs <- k * (k + 1) / 2 - 1
  list(epsilon = epsilon,
       mauchly = list(W = W, chiSquare = chi, df = dfs, p = pchisq(chi, dfs, lower.tail = FALSE),
                      pSecondOrder = test$p.value))
}

corrected <- function(test, epsilon) {
  one <- function(e) c(list(df1 = e * test$df1, df2 = e * test$df2),
    if (is.na(e)) list(p = NA) else tail_of_F(test$F, e * test$df1, e * test$df2))
  list(greenhouseGeisser = one(epsilon$greenhouseGeisser), huynhFeldt = one(epsilon$huynhFeldt),
       lowerBound = one(epsilon$lowerBound))
}

# A contrast of the waves as a variable of its own, tested between two models of the waves.
contrast_tests <- function(times, larger, smaller) {
  m <- length(times)
  one <- function(weights) {
    error <- sum((larger$residuals %*% weights)^2)
    effect <- sum((smaller$residuals %*% weights)^2) - error
    test <- f_test(effect, error, smaller$df - larger$df, larger$df)
    # An effect this small is the rounding of two sums of squares; p would show its root.
    if (effect > 1e-10 * error) test else test[c("ssError", "df1", "df2")]
  }
  difference <- function(j, k) c(list(pair = c(j - 1, k - 1)), one((seq_len(m) == j) - (seq_len(m) == k)))
  poly <- contr.poly(m, scores = times)
  list(
    polynomial = lapply(seq_len(m - 1), function(i)
      c(list(order = i, coefficients = unname(poly[, i])), one(poly[, i]))),
    repeated = lapply(seq_len(m - 1), function(j) difference(j, j + 1)),
    againstFirst = lapply(2:m, function(k) difference(1, k)))
}

pairwise <- function(y, design, size, confidence) {
  decomposed <- qr(design)
  df <- nrow(design) - ncol(design)
  unit <- sqrt(chol2inv(decomposed$qr)[1, 1])
  tests <- combn(ncol(y), 2, function(pair) {
    difference <- y[, pair[1]] - y[, pair[2]]
    estimate <- qr.coef(decomposed, difference)[1]
    squares <- or_zero(sum(qr.resid(decomposed, difference)^2), sum(difference^2))
    if (squares == 0) return(list(pair = pair - 1, difference = estimate, t = NULL, p = NA))
    se <- sqrt(squares / df) * unit
    list(pair = pair - 1, difference = estimate, se = se, t = estimate / se, df = df,
         p = 2 * pt(-abs(estimate / se), df),
         ci = estimate + c(-1, 1) * qt((1 + confidence) / 2, df) * se, dz = estimate / (se * sqrt(size)))
  }, simplify = FALSE)
  p <- sapply(tests, `[[`, "p")
  unname(Map(function(test, holm, bonferroni) c(test, list(pHolm = holm, pBonferroni = bonferroni)),
             tests, p.adjust(p, "holm"), p.adjust(p, "bonferroni")))
}

descriptives <- function(y) lapply(seq_len(ncol(y)), function(j)
  list(n = nrow(y), mean = y[1, j] + mean(y[, j] - y[1, j]), sd = sd(y[, j]), se = sd(y[, j]) / sqrt(nrow(y))))

rows_of <- function(table) unname(lapply(seq_len(nrow(table)), function(j) unname(table[j, ])))

# What does not vary has no correlation, not even with itself.
correlations <- function(y) {
  table <- suppressWarnings(cor(y))
  diag(table)[apply(y, 2, sd) == 0] <- NA
  table
}

rm_anova <- function(waves, times = seq_along(waves), confidence = .95, interval = FALSE) {
  y <- do.call(cbind, waves)
  y <- y[complete.cases(y), , drop = FALSE]
  n <- nrow(y); m <- ncol(y)
  d <- change_of(y)
  larger <- model(d, matrix(1, n)); smaller <- model(d, matrix(0, n, 0))
  centred <- sweep(d, 2, colMeans(d))
  own <- rowMeans(y - y[1, 1])
  participants <- m * sum((own - mean(own))^2)
  effect <- n * sum((colMeans(d) - mean(d))^2)
  error <- sum((centred - rowMeans(centred))^2)
  within <- effect_sizes(f_test(effect, error, m - 1, (m - 1) * (n - 1)), participants)
  if (interval) within$partialEtaSquaredCi <- eta_interval(within)
  shape <- sphericity(larger, 1, FALSE)
  c(list(
    within = within,
    corrected = corrected(within, shape$epsilon),
    multivariate = multivariate(larger, smaller, 1),
    contrasts = contrast_tests(times, larger, smaller),
    pairwise = pairwise(y, matrix(1, n), n, confidence),
    intercept = effect_sizes(f_test(n * m * mean(y)^2, participants, 1, n - 1), error),
    descriptives = descriptives(y),
    correlations = rows_of(correlations(y)),
    covariance = rows_of(cov(y))), shape)
}

# The same F and p by the road that every textbook takes; slow, so for small n only.
classical <- function(waves) {
  y <- do.call(cbind, waves)
  y <- y[complete.cases(y), , drop = FALSE]
  long <- data.frame(y = c(y - y[1, 1]), wave = gl(ncol(y), nrow(y)), id = gl(nrow(y), 1, length(y)))
  table <- summary(aov(y ~ wave + Error(id / wave), long))[["Error: id:wave"]][[1]]
  list(ssEffect = table[1, 2], ssError = table[2, 2], F = table[1, 4], df1 = table[1, 1],
       df2 = table[2, 1], p = table[1, 5])
}

box_m <- function(y, g) {
  p <- ncol(y); groups <- split(as.data.frame(y), g); k <- length(groups)
  n <- sapply(groups, nrow)
  if (any(n <= p)) return(NULL)
  v <- n - 1
  covs <- lapply(groups, cov)
  if (any(sapply(groups, function(x) qr(scale(x, scale = FALSE))$rank) < p)) return(NULL)
  pooled <- Reduce(`+`, Map(`*`, covs, v)) / sum(v)
  log_det <- function(x) sum(log(eigen(x, symmetric = TRUE, only.values = TRUE)$values))
  M <- sum(v) * log_det(pooled) - sum(v * sapply(covs, log_det))
  a1 <- (sum(1 / v) - 1 / sum(v)) * (2 * p^2 + 3 * p - 1) / (6 * (p + 1) * (k - 1))
  a2 <- (sum(1 / v^2) - 1 / sum(v)^2) * (p - 1) * (p + 2) / (6 * (k - 1))
  df1 <- p * (p + 1) * (k - 1) / 2
  df2 <- (df1 + 2) / abs(a2 - a1^2)
  F <- if (a2 > a1^2) M / (df1 / (1 - a1 - df1 / df2)) else {
    b <- df2 / (1 - a1 + 2 / df2)
    df2 * M / (df1 * (b - M))
  }
  c(list(M = M, F = F, df1 = df1, df2 = df2), tail_of_F(F, df1, df2))
}

mixed_anova <- function(waves, label, times = seq_along(waves), confidence = .95, original = FALSE,
                        observed = FALSE, interval = FALSE) {
  y <- do.call(cbind, waves)
  keep <- complete.cases(y) & !is.na(label)
  y <- y[keep, , drop = FALSE]
  g <- factor(label[keep])
  m <- ncol(y); groups <- nlevels(g)
  d <- change_of(y)
  # Sums to zero: without the intercept, the unweighted mean of the groups is zero (type III).
  C <- model.matrix(~g, contrasts.arg = list(g = "contr.sum"))[, -1, drop = FALSE]
  one <- matrix(1, nrow(y))
  all <- cbind(one, C)
  larger <- model(d, all); no_change <- model(d, C); no_groups <- model(d, one)
  change <- function(fit) sum((fit$residuals - rowMeans(fit$residuals))^2)
  error <- change(larger)
  df <- larger$df
  left <- function(y, design) sum(model(y, design)$residuals^2)
  own <- rowMeans(y - y[1, 1]) * sqrt(m)
  raw <- rowMeans(y) * sqrt(m)
  participants <- left(own, all)
  ss <- list(between = left(own, one) - participants, within = change(no_change) - error,
             interaction = change(no_groups) - error, intercept = left(raw, C) - left(raw, all))
  found <- if (observed) c(between = ss$between, interaction = ss$interaction) else c(between = 0, interaction = 0)
  between <- effect_sizes(f_test(ss$between, participants, groups - 1, df), error + found[["interaction"]])
  within <- effect_sizes(f_test(ss$within, error, m - 1, df * (m - 1)), participants + sum(found))
  interaction <- effect_sizes(f_test(ss$interaction, error, (groups - 1) * (m - 1), df * (m - 1)),
                              participants + found[["between"]])
  if (interval) {
    between$partialEtaSquaredCi <- eta_interval(between)
    interaction$partialEtaSquaredCi <- eta_interval(interaction)
  }
  shape <- sphericity(larger, groups, original)
  size <- groups^2 / sum(1 / table(g))
  c(list(
    between = between, within = within, interaction = interaction,
    intercept = effect_sizes(f_test(ss$intercept, participants, 1, df), error + sum(found)),
    corrected = list(within = corrected(within, shape$epsilon), interaction = corrected(interaction, shape$epsilon)),
    multivariate = list(within = multivariate(larger, no_change, 1),
                        interaction = multivariate(larger, no_groups, min(m - 1, groups - 1))),
    contrasts = list(within = contrast_tests(times, larger, no_change),
                     interaction = contrast_tests(times, larger, no_groups)),
    pairwise = pairwise(y, all, size, confidence),
    boxM = box_m(y, g),
    groups = unname(lapply(levels(g), function(level) list(
      n = sum(g == level), descriptives = descriptives(y[g == level, , drop = FALSE])))),
    covariance = rows_of(crossprod(model(y - y[1, 1], all)$residuals) / df)), shape)
}
