/** p of Spearman's ρ without the t approximation: by all orders, or by R's Edgeworth series. */

import { pOfTails } from '../exact-tails.ts';
import { pOfZ } from '../p-value.ts';
import type { Alternative } from '../sample.ts';

/** 9! orders take some milliseconds; R counts them up to the same size. */
const mostPairsCounted = 9;
/** From here on R uses t. */
const tooManyForEdgeworth = 1290;

/** Of all orders of the second ranks, the share that is as far out; null for more than nine pairs. */
export function exactP(x: Float64Array, y: Float64Array, alternative: Alternative): number | null {
  const n = x.length;
  if (n > mostPairsCounted) return null;
  // Twice the mid-ranks around their mean are whole numbers, so that sums can be told equal.
  const whole = (ranks: Float64Array) => ranks.map((rank) => 2 * rank - (n + 1));
  const [a, b] = [whole(x), whole(y)];
  const observed = a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
  const count = { above: 0, below: 0, all: 0 };
  permute(0, 0);
  const tails = { lower: count.below / count.all, upper: count.above / count.all };
  return pOfTails(tails, alternative);

  function permute(place: number, sum: number): void {
    if (place === n) {
      count.all += 1;
      if (sum >= observed) count.above += 1;
      if (sum <= observed) count.below += 1;
      return;
    }
    for (let other = place; other < n; other += 1) {
      swap(b, place, other);
      permute(place + 1, sum + (a[place] as number) * (b[place] as number));
      swap(b, place, other);
    }
  }
}

/**
 * The tail of S = Σd² by the Edgeworth series of algorithm AS 89, Best & Roberts (1975),
 * doi:10.2307/2347111, with R's choice of tail; for ranks without ties, 10 ≤ n < 1290.
 */
export function edgeworthP(rho: number, n: number, alternative: Alternative): number | null {
  if (n <= mostPairsCounted || n >= tooManyForEdgeworth) return null;
  const mean = (n ** 3 - n) / 6;
  const squares = 2 * Math.round((mean * (1 - rho)) / 2);
  if (alternative === 'greater') return tail(squares + 2, n, 'below');
  if (alternative === 'less') return tail(squares, n, 'from');
  const smaller = squares > mean ? tail(squares, n, 'from') : tail(squares + 2, n, 'below');
  return Math.min(1, 2 * smaller);
}

/** P(S ≥ s), or P(S < s) for even s: the normal tail and what the series corrects it by. */
function tail(s: number, n: number, side: 'from' | 'below'): number {
  const sign = side === 'from' ? 1 : -1;
  const b = 1 / n;
  const x = ((6 * (s - 1) * b) / (n * n - 1) - 1) * Math.sqrt(n - 1);
  const y = x * x;
  const flat = 0.2274 + b * (0.2531 + 0.1745 * b);
  const steep = 0.0879 + 0.0151 * b - y * (0.0072 - 0.0831 * b + y * b * (0.0131 - 0.00046 * y));
  const bent = -0.0758 + b * (0.1033 + 0.3932 * b) - y * b * steep;
  const correction = (x * b * (flat + y * bent)) / Math.exp(y / 2);
  return Math.max(0, Math.min(1, pOfZ(sign * x, 'greater') + sign * correction));
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] as number;
  values[i] = values[j] as number;
  values[j] = kept;
}
