/** An analysis plan may only speak of what the study has; else its author is told where it does not. */

import { describe, expect, it } from 'vitest';
import { loadStudy } from '../../surveys/load-study.ts';
import { faultLines, findFixture, procedures, studyText, variant } from './helpers.ts';

function faults(passage: string, replacement: string): string[] {
  const text = variant(studyText('tiny'), passage, replacement);
  return faultLines(loadStudy(text, 'tiny.yaml', findFixture, procedures));
}

describe('a fault in an analysis plan', () => {
  it.each([
    [
      'an unknown role',
      'role: candidate,\n        shows',
      'role: nurse,\n        shows',
      '82:15 there is no role "nurse"',
    ],
    [
      'an unknown scale in a table',
      'variables: [a1, support]',
      'variables: [a1, suport]',
      '86:25 there is no item or scale "suport"',
    ],
    [
      'means of what is no number',
      'variables: [a1, support]',
      'variables: [a1, m1]',
      '86:25 "m1" is no number',
    ],
    ['an unknown total', 'total: total', 'total: sum', '87:16 there is no item or scale "sum"'],
    [
      'an unknown scale in a comparison',
      '[thriving, mastery_strict]',
      '[thriving, mastery]',
      '93:29 there is no item or scale "mastery"',
    ],
    ['an unknown arm', 'arms: [jobb]', 'arms: [jobb, kvp]', '94:20 there is no arm "kvp"'],
    [
      'an unknown wave',
      'waves: [1, 2]',
      'waves: [1, 4]',
      '95:18 there is no wave 4; the study has 3',
    ],
    ['wave 0', 'waves: [1, 2]', 'waves: [0, 2]', '95:15 must be 1 or more'],
    [
      'an unknown grouping item',
      'groups: in_work',
      'groups: work',
      '99:15 there is no item or scale "work"',
    ],
    [
      'a withheld wave that never comes',
      'withhold_waves: [2, 3]',
      'withhold_waves: [2, 5]',
      '75:52 there is no wave 5; the study has 3',
    ],
    [
      'a sensitivity analysis of nothing',
      'On time }, comparison: change',
      'On time }, comparison: none',
      '74:82 there is no comparison "none"',
    ],
    [
      'a sensitivity analysis of what is not measured',
      'comparison: change }]',
      'comparison: change, variables: [luck] }]',
      '74:102 there is no item or scale "luck"',
    ],
    [
      'a sensitivity analysis under a name that is taken',
      'name: on-time',
      'name: change',
      '74:25 the name "change" stands twice',
    ],
    [
      'a cause where the same people are asked twice',
      'en: Change }',
      'en: The effect of it }',
      '73:83 the same people twice show a change, and no "effect of"',
    ],
    [
      'the reliability of nothing',
      '[thriving_all]',
      '[thriving_al]',
      '77:17 there is no item or scale "thriving_al"',
    ],
    [
      'a primary comparison that is none',
      'comparison: change,',
      'comparison: level,',
      '73:46 there is no comparison "level"',
    ],
    [
      'a primary outcome outside its comparison',
      'primary: { variable: thriving',
      'primary: { variable: support',
      '73:24 the comparison "change" has no variable "support"',
    ],
    ['an α of one half', 'alpha: 0.05', 'alpha: 0.5', '70:10 must be less than 0.5'],
    ['a share as percentage', 'confidence: 0.95', 'confidence: 95', '71:15 must be less than 1'],
    [
      'an unknown correction',
      'multiplicity: holm',
      'multiplicity: sidak',
      '72:17 must be one of holm, bonferroni, none',
    ],
    [
      'a procedure that nobody knows',
      'procedures: [rmAnova]',
      'procedures: [rmAnovas]',
      '92:20 nothing is compared by "rmAnovas"',
    ],
    [
      'a procedure for groups where there are none',
      'procedures: [rmAnova]',
      'procedures: [independentT]',
      '92:20 independentT compares groups, by an item named under groups',
    ],
    [
      'a procedure for waves where groups are',
      'groups: in_work\n      procedures: [independentT]',
      'groups: in_work\n      procedures: [pairedT]',
      '100:20 pairedT compares waves of the same participants',
    ],
    [
      'a procedure for two waves with three of them',
      'procedures: [rmAnova]\n      variables: [thriving, mastery_strict]\n      arms: [jobb]\n      waves: [1, 2]',
      'procedures: [pairedT]\n      variables: [thriving, mastery_strict]\n      arms: [jobb]\n      waves: [1, 2, 3]',
      '92:20 pairedT compares two waves',
    ],
    [
      'one wave and no groups',
      'waves: [1, 2]',
      'waves: [1]',
      '95:14 waves are compared where no groups are: there must be two',
    ],
    [
      'a screening that nobody knows',
      'screening: []',
      'screening: [outliers, looks]',
      '76:25 nothing is screened by "looks"',
    ],
    [
      'no comparison',
      'procedures: [rmAnova]',
      'procedures: []',
      '92:19 the list must not be shorter than 1',
    ],
  ])('%s', (_, passage, replacement, fault) => {
    expect(faults(passage, replacement)).toEqual([`tiny.yaml:${fault}`]);
  });
});
