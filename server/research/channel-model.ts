/** Web and paper side by side as the page shows them; figures of very few people are withheld. */

import { answerType, type Item } from '../../surveys/answer-types/index.ts';
import { inLanguage } from '../../surveys/text.ts';
import {
  type ChannelFigures,
  type ItemByChannel,
  leftOutReasons,
} from '../analysis/channel-comparison.ts';
import { numberTexts } from '../number-texts.ts';
import { texts } from '../texts.ts';

export function channelRows(rows: readonly ItemByChannel[], limit: number, language: string) {
  const number = numberTexts(language);
  return rows.map(({ item, web, paper, difference }) => ({
    number: item.number ?? item.name,
    question: inLanguage(item.text, language),
    web: figuresIn(item, web, limit, language),
    paper: figuresIn(item, paper, limit, language),
    // With one mean it would tell the other one.
    difference:
      difference && Math.min(web.numbers, paper.numbers) >= limit
        ? `${number.decimal(difference.value)} ${number.interval(difference.ci)}`
        : '–',
  }));
}

/** Whoever is few can be known again: then nothing is said of what they answered, nor of who did not. */
function figuresIn(item: Item, figures: ChannelFigures, limit: number, language: string) {
  const say = texts(language);
  const { percent } = numberTexts(language);
  const { asked, answered, leftOut } = figures;
  if (asked === 0) return { n: '0', leftOut: '', answers: '–' };
  if (asked < limit)
    return { n: say('channels.few', { limit }), leftOut: '', answers: say('channels.withheld') };
  return {
    n: `${answered}/${asked}`,
    leftOut: leftOutReasons
      .filter((reason) => leftOut[reason] > 0)
      .map((reason) => `${percent(leftOut[reason] / asked)} ${say(`channels.${reason}`)}`)
      .join(', '),
    answers: answersIn(item, figures, limit, language),
  };
}

function answersIn(item: Item, figures: ChannelFigures, limit: number, language: string): string {
  const { decimal } = numberTexts(language);
  const { answered, numbers, mean, sd } = figures;
  if (answered === 0) return '–';
  if (answered < limit || (mean !== null && numbers < limit))
    return texts(language)('channels.withheld');
  return mean === null
    ? shares(item, figures, limit, language)
    : texts(language)('channels.mean', {
        mean: decimal(mean),
        sd: decimal(sd),
        n: numbers,
      });
}

/** Of the options that somebody chose. */
function shares(
  item: Item,
  { chosen, answered }: ChannelFigures,
  limit: number,
  language: string,
): string {
  const say = texts(language);
  const { percent } = numberTexts(language);
  const labels = labelsOf(item, language);
  const counts = [...chosen].filter(([, count]) => count > 0);
  const hidden = withheld(counts, limit, item.type !== 'multiple');
  return counts
    .map(([value, count]) => {
      const share = hidden.has(value) ? say('channels.withheld') : percent(count / answered);
      return `${labels.get(value) ?? value}: ${share}`;
    })
    .join(', ');
}

/**
 * The options that fewer than `limit` chose. Where shares add up to all, what is left over tells the
 * sum of those withheld: then there are two at least, and they are `limit` people together.
 */
export function withheld(
  counts: readonly (readonly [value: number, count: number])[],
  limit: number,
  addsUp: boolean,
): ReadonlySet<number> {
  const hidden = new Set<number>();
  let people = 0;
  for (const [value, count] of counts.toSorted(([, one], [, other]) => one - other)) {
    const canBeTold = addsUp && hidden.size > 0 && (hidden.size < 2 || people < limit);
    if (count >= limit && !canBeTold) break;
    hidden.add(value);
    people += count;
  }
  return hidden;
}

function labelsOf(item: Item, language: string): ReadonlyMap<number, string> {
  const options =
    item.type === 'multiple'
      ? item.options
      : answerType(item)
          .columns(item)
          .flatMap(({ values }) => values);
  return new Map(options.map(({ value, label }) => [value, inLanguage(label, language)]));
}
