/** Web and paper side by side as the page shows them; figures of very few people are withheld. */

import { answerType, type Item } from '../../surveys/answer-types/index.ts';
import { inLanguage } from '../../surveys/text.ts';
import {
  type ChannelFigures,
  type ItemByChannel,
  leftOutReasons,
} from '../analysis/channel-comparison.ts';
import { texts } from '../texts.ts';

export function channelRows(rows: readonly ItemByChannel[], limit: number, language: string) {
  return rows.map(({ item, web, paper, difference }) => ({
    number: item.number ?? item.name,
    question: inLanguage(item.text, language),
    web: figuresIn(item, web, limit, language),
    paper: figuresIn(item, paper, limit, language),
    difference: difference
      ? `${decimal(difference.value, language)} [${difference.ci.map((end) => decimal(end, language)).join('; ')}]`
      : '–',
  }));
}

/** Whoever is few can be known again: then nothing is said of what they answered, nor of who did not. */
function figuresIn(item: Item, figures: ChannelFigures, limit: number, language: string) {
  const say = texts(language);
  const { asked, answered, leftOut } = figures;
  if (asked === 0) return { n: '0', leftOut: '', answers: '–' };
  if (asked < limit)
    return { n: say('channels.few', { limit }), leftOut: '', answers: say('channels.withheld') };
  return {
    n: `${answered}/${asked}`,
    leftOut: leftOutReasons
      .filter((reason) => leftOut[reason] > 0)
      .map((reason) => `${percent(leftOut[reason] / asked, language)} ${say(`channels.${reason}`)}`)
      .join(', '),
    answers: answersIn(item, figures, limit, language),
  };
}

function answersIn(item: Item, figures: ChannelFigures, limit: number, language: string): string {
  const { answered, mean, sd } = figures;
  if (answered === 0) return '–';
  if (answered < limit) return texts(language)('channels.withheld');
  return mean === null
    ? shares(item, figures, limit, language)
    : `${decimal(mean, language)} (${decimal(sd, language)})`;
}

/** Of the options that somebody chose. */
function shares(
  item: Item,
  { chosen, answered }: ChannelFigures,
  limit: number,
  language: string,
): string {
  const few = texts(language)('channels.few', { limit });
  const labels = new Map(
    answerType(item)
      .columns(item)
      .flatMap(({ values }) => values)
      .map(({ value, label }) => [value, inLanguage(label, language)]),
  );
  if (item.type === 'multiple')
    for (const { value, label } of item.options) labels.set(value, inLanguage(label, language));
  return [...chosen]
    .filter(([, count]) => count > 0)
    .map(([value, count]) => {
      const share = count < limit ? few : percent(count / answered, language);
      return `${labels.get(value) ?? value}: ${share}`;
    })
    .join(', ');
}

function decimal(value: number | null, language: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return value === null ? '–' : new Intl.NumberFormat(language, digits).format(value);
}

function percent(value: number, language: string): string {
  const style = { style: 'percent', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language, style).format(value);
}
