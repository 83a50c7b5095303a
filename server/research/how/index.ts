/** How each procedure that a plan's comparisons can name is made. A new one is one file and one line here. */

import { friedman } from './friedman.ts';
import type { How } from './how.ts';
import { independentT } from './independent-t.ts';
import { kruskalWallis } from './kruskal-wallis.ts';
import { mannWhitney } from './mann-whitney.ts';
import { oneWayAnova, welchAnova } from './one-way.ts';
import { pairedT } from './paired-t.ts';
import { rmAnova } from './rm-anova.ts';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank.ts';

export const hows: Readonly<Record<string, How>> = {
  rmAnova,
  friedman,
  pairedT,
  wilcoxonSignedRank,
  independentT,
  mannWhitney,
  oneWayAnova,
  welchAnova,
  kruskalWallis,
};

export { type How, type HowQuestion, selectionMenu } from './how.ts';
