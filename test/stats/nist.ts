/** Data of NIST's Statistical Reference Datasets for univariate summaries, with their certified values. */

/** The middle value once, then the lower and the higher one 500 times each, as NIST lists them. */
const alternating = (middle: number, low: number, high: number) => [
  middle,
  ...Array.from({ length: 500 }, () => [low, high]).flat(),
];

export const numericalAccuracy = [
  {
    name: 'NumAcc1',
    values: [10000001, 10000003, 10000002],
    mean: 10000002,
    sd: 1,
    digits: 15,
  },
  { name: 'NumAcc2', values: alternating(1.2, 1.1, 1.3), mean: 1.2, sd: 0.1, digits: 14 },
  {
    name: 'NumAcc3',
    values: alternating(1000000.2, 1000000.1, 1000000.3),
    mean: 1000000.2,
    sd: 0.1,
    digits: 9,
  },
  {
    name: 'NumAcc4',
    values: alternating(10000000.2, 10000000.1, 10000000.3),
    mean: 10000000.2,
    sd: 0.1,
    digits: 8,
  },
];

/** Michelso: thousands of km/s; R has the same 100 measurements as `299 + morley$Speed / 1000`. */
export const lightSpeeds = [
  850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960,
  960, 960, 940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800, 790,
  760, 800, 880, 880, 880, 860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850,
  840, 840, 840, 890, 810, 810, 820, 800, 770, 760, 740, 750, 760, 910, 920, 890, 860, 880, 720,
  840, 850, 850, 780, 890, 840, 780, 810, 760, 810, 790, 810, 820, 850, 870, 870, 810, 740, 810,
  940, 950, 800, 810, 870,
].map((speed) => (299_000 + speed) / 1000);
