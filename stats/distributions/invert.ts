/** The argument at which a steadily rising or falling function is zero. */

/**
 * The root of a rising function on the real line. `near` is a guess and `stride` how far off it may
 * well be; the stride doubles until the root is enclosed, at most 64 times; then NaN.
 *
 * Inverse quadratic steps, halving wherever they cannot be trusted: Chandrupatla (1997),
 * doi:10.1016/S0965-9978(96)00051-8.
 */
export function rootOf(f: (u: number) => number, near: number, stride: number): number {
  const bracket = enclose(f, near, stride);
  return bracket === null ? Number.NaN : close(f, bracket);
}

interface Point {
  readonly u: number;
  readonly value: number;
}

function enclose(f: (u: number) => number, near: number, stride: number): [Point, Point] | null {
  const at = (u: number): Point => ({ u, value: f(u) });
  let [low, high] = [at(near - stride), at(near + stride)];
  for (let width = 2 * stride, turn = 0; turn < 64; width *= 2, turn += 1) {
    if (low.value <= 0 && high.value >= 0) return [low, high];
    [low, high] = high.value < 0 ? [high, at(high.u + width)] : [at(low.u - width), low];
  }
  return null;
}

function close(f: (u: number) => number, [low, high]: [Point, Point]): number {
  let [a, b, c] = [high, low, low];
  let share = 0.5;
  for (;;) {
    const u = a.u + share * (b.u - a.u);
    const now = { u, value: f(u) };
    if (Math.sign(now.value) === Math.sign(a.value)) c = a;
    else [c, b] = [b, a];
    a = now;

    const best = Math.abs(a.value) < Math.abs(b.value) ? a : b;
    const limit = (1e-14 * Math.max(1, Math.abs(best.u))) / Math.abs(b.u - a.u);
    if (!(limit < 0.5) || best.value === 0) return best.u;
    share = Math.min(1 - limit, Math.max(limit, nextShare(a, b, c)));
  }
}

/** How far to go from a towards b; c is the point before. One half where the three say nothing sure. */
function nextShare(a: Point, b: Point, c: Point): number {
  const place = (a.u - b.u) / (c.u - b.u);
  const height = (a.value - b.value) / (c.value - b.value);
  if (!(height ** 2 < place && (1 - height) ** 2 < 1 - place)) return 0.5;
  const first = (a.value / (b.value - a.value)) * (c.value / (b.value - c.value));
  const second =
    ((c.u - a.u) / (b.u - a.u)) * (a.value / (c.value - a.value)) * (b.value / (c.value - b.value));
  return first + second;
}
