/** Seeded random samples of the kinds that break procedures: ties, outliers, offsets, missing values. */

export type Draw = () => number;

/** Uniform numbers in [0, 1) from a seed (Steele, Lea & Flood's SplitMix, 32 bits), the same on every machine. */
export function seeded(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A standard normal number (Box and Muller). */
export function normal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

export function integer(draw: Draw, from: number, to: number): number {
  return from + Math.floor(draw() * (to - from + 1));
}

/** Sizes spread evenly over the logarithm, so that small ones are as common as large ones. */
export function size(draw: Draw, from: number, to: number): number {
  return Math.round(from * (to / from) ** draw());
}

export type Kind = 'normal' | 'skewed' | 'likert' | 'heavy' | 'offset';
export const kinds: readonly Kind[] = ['normal', 'skewed', 'likert', 'heavy', 'offset'];

/** One measurement: `likert` gives many ties, `heavy` outliers, `offset` small differences far from zero. */
export function measurement(draw: Draw, kind: Kind): number {
  switch (kind) {
    case 'normal':
      return 50 + 10 * normal(draw);
    case 'skewed':
      return Math.exp(normal(draw));
    case 'likert':
      return integer(draw, 1, 5);
    case 'heavy':
      return normal(draw) / Math.max(draw(), 1e-3);
    case 'offset':
      // Sixteenths are exact beside 1e8, so R sees the very same numbers.
      return 1e8 + Math.round(16 * normal(draw)) / 16;
  }
}

export function sample(draw: Draw, n: number, kind: Kind): number[] {
  return Array.from({ length: n }, () => measurement(draw, kind));
}

/** The same sample with about this share of it missing (NaN). */
export function withMissing(draw: Draw, x: readonly number[], share: number): number[] {
  return x.map((value) => (draw() < share ? Number.NaN : value));
}

/** Waves of the same participants (`waves[j][i]`): each carries a share of what is the participant's own. */
export function waves(draw: Draw, m: number, n: number, kind: Kind): number[][] {
  const own = sample(draw, n, kind);
  return Array.from({ length: m }, (_, j) =>
    own.map((value) => {
      const other = measurement(draw, kind);
      return kind === 'likert' ? (draw() < 0.5 ? value : other) : (value + other) / 2 + j / 4;
    }),
  );
}
