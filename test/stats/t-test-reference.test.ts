/** The paired t test against the pairs in the reference cases of repeated measures. */

import { describe, test } from 'vitest';
import { pairedT } from '../../stats/index.ts';
import { expectP, expectStatistic } from '../support/closeness.ts';

describe('the reference cases of repeated measures', () => {
  // ../shared/stats-reference/repeated-measures.json: pairwise_paired_t, first wave minus second
  const conditions = [
    [100, 90, 110, 100, 100],
    [90, 100, 110, 90, 100],
    [130, 100, 109, 109, 130],
  ];
  const selfEsteem = [
    [
      4.00502682557691, 2.55812365956779, 3.24424111994249, 3.41953812412941, 2.87124304712625,
      2.04586801267893, 3.52599173827536, 3.17942480898715, 3.5079636349364, 3.04379849559788,
    ],
    [
      5.18228617520674, 6.91291524645931, 4.44343356419163, 4.71169619018798, 3.9084286826334,
      5.3405486886065, 5.58069497551731, 4.37023376379545, 4.39980775254609, 4.48937567637393,
    ],
    [
      7.10783108765787, 6.3084338519435, 9.77841039343927, 8.34712372026001, 6.45728686601983,
      6.65322361788377, 6.8401568358726, 7.81862287781727, 8.47122851528955, 8.58109994437722,
    ],
  ];
  test.each([
    {
      waves: conditions,
      pair: [0, 1],
      t: 0.534522483824849,
      p: 0.621308295037497,
      ci: [-8.38850633683568, 12.3885063368357],
      dz: 0.239045721866879,
      g: 0.190730890803558,
      dav: 0.259106490695056,
      r: 0.422577127364258,
    },
    {
      waves: conditions,
      pair: [1, 2],
      t: -2.17201204146171,
      p: 0.0955946469582837,
      ci: [-40.0977729951239, 4.89777299512393],
      dz: -0.971353314531293,
      g: -0.775027812749208,
      dav: -1.598853472013,
      r: -0.31524416249564,
    },
    {
      waves: selfEsteem,
      pair: [0, 2],
      t: -13.2281484242824,
      p: 3.34380374651956e-7,
      ci: [-5.26512228562517, -3.72731736312329],
      dz: -4.18310782474997,
      g: -3.82283721069996,
      dav: -5.30714091299158,
      r: 0.360601967892023,
    },
  ])('hold for waves $pair', ({ waves, pair: [j = 0, k = 1], ...expected }) => {
    const result = pairedT(waves[j] as number[], waves[k] as number[]);
    expectStatistic(result.t, expected.t);
    expectP(result.p, expected.p);
    expectStatistic(result.ci[0], expected.ci[0]);
    expectStatistic(result.ci[1], expected.ci[1]);
    expectStatistic(result.effects.dz.value, expected.dz);
    expectStatistic(result.effects.dav.value, expected.dav);
    expectStatistic(result.effects.hedgesG.value, expected.g);
    expectStatistic(result.correlation, expected.r);
  });
});
