/** What the script of the keying screen says; `{…}` are filled in by the script. */

import type { Say } from '../texts.ts';

/** As JSON, for an attribute of the form. */
export function keyingWords(say: Say): string {
  const range = { from: '{from}', to: '{to}' };
  return JSON.stringify({
    'no-meaning': say('staff.keying.no-meaning', { key: '{key}' }),
    'out-of-range': say('problem.out-of-range', range),
    'not-a-number': say('problem.not-a-number', range),
    'not-a-date': say('problem.not-a-date'),
    'too-early': say('field.too-early', range),
    'too-late': say('field.too-late', range),
    'first-here': say('staff.keying.first-here'),
    'wrong-branch': `${say('staff.keying.wrong-branch')}. ${say('staff.keying.kept')}`,
    unsure: `${say('staff.keying.unsure')}. ${say('staff.keying.kept')}`,
    'nothing-to-undo': say('staff.keying.nothing-to-undo'),
    saved: say('staff.keying.saved', { time: '{time}' }),
    waiting: say('staff.keying.waiting'),
  });
}
