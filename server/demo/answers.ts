/** Fills in a form as one made-up person would: only what is asked, as strings, as a browser sends them. */

import type { Sheet } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { type Fields, paperReasons, parseForm, sentForReason } from '../../surveys/answers.ts';
import { type Instrument, items } from '../../surveys/instrument.ts';
import { type Occasion, route } from '../../surveys/routing.ts';
import { between, chance, normal, pick, type Random } from './random.ts';
import type { Arm, Respondent } from './respondent.ts';
import { type ByArm, candidateTendencies, type Tendency } from './tendencies.ts';

/** A filled-in form, and the answer sheet that it is once it has been read. */
export interface FilledIn {
  readonly fields: Fields;
  readonly sheet: Sheet;
}

export interface Filling {
  readonly instrument: Instrument;
  readonly occasion: Occasion;
  /** 1 for the first. */
  readonly wave: number;
  readonly channel: 'web' | 'paper';
}

export function fillIn(respondent: Respondent, filling: Filling, random: Random): FilledIn {
  const { instrument, occasion, wave, channel } = filling;
  const fields: Record<string, string | readonly string[]> = {};
  let sheet: Sheet = {};
  for (const { items } of instrument.sections.flatMap(({ groups }) => groups)) {
    const routes = route(instrument, sheet, occasion);
    const here = items.filter(({ name }) => routes.get(name) === 'asked');
    for (const item of here) {
      const answer = draw(item, respondent, wave, channel, random);
      if (answer !== null) fields[item.name] = answer;
    }
    const given = Object.fromEntries(here.map(({ name }) => [name, fields[name]]));
    const { answers, problems } = parseForm(given, here, channel);
    const refused = Object.keys(problems);
    if (refused.length > 0) throw new RangeError(`drawn, but not an answer: ${refused}`);
    sheet = { ...sheet, ...answers };
  }
  return { fields, sheet };
}

/** What somebody wrote, read as it is when it comes on that channel. */
export function readAs(
  { instrument, channel }: Pick<Filling, 'instrument' | 'channel'>,
  fields: Fields,
): FilledIn {
  const { answers, problems, unknownFields } = parseForm(fields, items(instrument), channel);
  const refused = [...Object.keys(problems), ...unknownFields];
  if (refused.length > 0) throw new RangeError(`written, but not an answer: ${refused}`);
  return { fields, sheet: answers };
}

/** What the person puts there; null for nothing at all. */
function draw(
  item: Item,
  respondent: Respondent,
  wave: number,
  channel: 'web' | 'paper',
  random: Random,
): string | readonly string[] | null {
  if (item.name === 'gender') return respondent.gender === 'woman' ? '1' : '2';
  if (item.name === 'age') return String(respondent.age);
  if (chance(random, 0.02)) return null;
  if (item.name === 'jm02') return respondent.inWork[wave - 1] ? '1' : '2';
  if (channel === 'paper' && chance(random, 0.008))
    return sentForReason(pick(random, paperReasons), item);
  return drawAs(candidateTendencies[item.name], item, respondent, random);
}

function drawAs(
  tendency: Tendency | undefined,
  item: Item,
  { arm, traits }: Respondent,
  random: Random,
): string | readonly string[] {
  if (tendency?.kind === 'level') {
    const { sd, trait, sign = 1, step = 1 } = tendency;
    const value = ofArm(tendency.mean, arm) + sd * sign * mixed(traits[trait], random);
    const [lowest, highest] = endsOf(item);
    return String(clamp(Math.round(value / step) * step, lowest, highest));
  }
  if (tendency?.kind !== 'choice') return String(between(random, ...endsOf(item)));
  const { trait } = tendency;
  const place = trait ? share(mixed(-traits[trait], random)) : random();
  const value = String(weighted(ofArm(tendency.weights, arm), place) + 1);
  return item.type === 'multiple' ? [value] : value;
}

/** Half of the variance is the person, half the day. */
function mixed(trait: number, random: Random): number {
  return Math.SQRT1_2 * (trait + normal(random));
}

/** The share of people below a standard normal value; the logistic curve is near enough here. */
function share(value: number): number {
  return 1 / (1 + Math.exp(-1.702 * value));
}

function weighted(weights: readonly number[], place: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = place * total;
  const found = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return found < 0 ? weights.findLastIndex((weight) => weight > 0) : found;
}

function ofArm<T extends number | readonly number[]>(given: ByArm<T>, arm: Arm): T {
  return typeof given === 'object' && arm in given
    ? (given as Readonly<Record<Arm, T>>)[arm]
    : (given as T);
}

/** The lowest and the highest number that can be answered. */
function endsOf(item: Item): [number, number] {
  if (item.type === 'number' || item.type === 'scale') return [item.range[0], item.range[1]];
  if (item.type === 'pair') return [1, 2];
  if (item.type === 'single') return [1, item.options.length];
  throw new RangeError(`the demo does not say how ${item.name} is answered`);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
