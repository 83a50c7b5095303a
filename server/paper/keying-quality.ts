/** How often keyers differ, by pair, by keyer and by item: worked out from the forms that two people have keyed. */

import { cohenKappa, type Proportion, proportion } from '../../stats/index.ts';
import type { Answer } from '../../surveys/answer.ts';
import type { Item } from '../../surveys/answer-types/index.ts';
import { encodeAnswer } from '../../surveys/answers.ts';
import { type Instrument, items } from '../../surveys/instrument.ts';
import { type Reading, writtenOnField } from '../../surveys/keying-differences.ts';

/** One form that two people have keyed; keyers by their numbers. */
export interface TwiceKeyed {
  readonly instrument: Instrument;
  readonly keyers: readonly [number, number];
  readonly readings: readonly [Reading, Reading];
  /** What was decided, by field; nothing for what was read alike or is not decided. */
  readonly decisions: ReadonlyMap<string, Answer | string | null>;
}

/** Fields in which at least one of the two read something, and in how many of them they differ. */
export interface Differing {
  readonly forms: number;
  readonly fields: number;
  readonly differing: number;
  /** The share that differs, with its exact interval. */
  readonly rate: Proportion;
}

export interface PairQuality extends Differing {
  readonly keyers: readonly [number, number];
}

export interface KeyerQuality extends Differing {
  /** `differing`: those of this keyer's readings that were decided against. */
  readonly keyer: number;
}

export interface ItemQuality extends Differing {
  readonly instrument: string;
  readonly item: string;
  readonly number: string;
  /** Agreement beyond chance on which box is ticked; null where there are no boxes, or it is not defined. */
  readonly kappa: ReturnType<typeof cohenKappa> | null;
}

export interface KeyingQuality {
  readonly all: Differing;
  readonly pairs: readonly PairQuality[];
  readonly keyers: readonly KeyerQuality[];
  readonly items: readonly ItemQuality[];
  /** Fields that differ and that nobody has decided about yet. */
  readonly undecided: number;
}

export function keyingQuality(forms: readonly TwiceKeyed[]): KeyingQuality {
  const compared = forms.flatMap((form, at) => comparedFields(form, at));
  const pairs = Map.groupBy(compared, ({ form }) => form.keyers.toSorted(ascending).join(' '));
  const keyers = [...new Set(forms.flatMap((form) => form.keyers))].sort(ascending);
  return {
    all: differing(compared),
    pairs: [...pairs]
      .map(([pair, fields]) => ({ keyers: numbersOf(pair), ...differing(fields) }))
      .sort((a, b) => a.keyers[0] - b.keyers[0] || a.keyers[1] - b.keyers[1]),
    keyers: keyers.map((keyer) => ({ keyer, ...errorsOf(keyer, compared) })),
    items: itemsOf(compared),
    undecided: compared.filter(({ differs, decided }) => differs && decided === null).length,
  };
}

const ascending = (one: number, other: number) => one - other;

function numbersOf(pair: string): [number, number] {
  const [one = 0, other = 0] = pair.split(' ').map(Number);
  return [one, other];
}

/** A field that at least one of the two read something in. */
interface Compared {
  readonly form: TwiceKeyed;
  /** Tells forms apart. */
  readonly at: number;
  /** Null for the day that is written on the form. */
  readonly item: Item | null;
  readonly read: readonly [string, string];
  readonly differs: boolean;
  /** What stands on the paper; null while nobody has decided. */
  readonly decided: string | null;
}

function comparedFields(form: TwiceKeyed, at: number): Compared[] {
  const [first, second] = form.readings;
  const days = [first, second].map(({ writtenOn }) => JSON.stringify(writtenOn));
  const fields = items(form.instrument).map((item): [Item, string, string] => [
    item,
    encoded(item, first.sheet[item.name]),
    encoded(item, second.sheet[item.name]),
  ]);
  const all: [Item | null, string, string][] = [[null, days[0] ?? '', days[1] ?? ''], ...fields];
  return all
    .filter(([, ...read]) => read.some((one) => one !== '[]' && one !== 'null'))
    .map(([item, ...read]) => {
      const differs = read[0] !== read[1];
      const decision = form.decisions.get(item?.name ?? writtenOnField);
      const known = decision === undefined ? null : decidedAs(item, decision);
      return { form, at, item, read, differs, decided: differs ? known : read[0] };
    });
}

const encoded = (item: Item, answer: Answer | undefined) =>
  JSON.stringify(encodeAnswer(answer, item));

function decidedAs(item: Item | null, decision: Answer | string | null): string {
  return item && typeof decision === 'object' && decision !== null
    ? encoded(item, decision)
    : JSON.stringify(decision);
}

function differing(fields: readonly Compared[]): Differing {
  const different = fields.filter(({ differs }) => differs).length;
  return counted(fields, different);
}

function errorsOf(keyer: number, all: readonly Compared[]): Differing {
  const own = all.filter(({ form }) => form.keyers.includes(keyer));
  const wrong = own.filter(
    ({ form, read, decided }) => decided !== null && read[form.keyers.indexOf(keyer)] !== decided,
  );
  return counted(own, wrong.length);
}

function counted(fields: readonly Compared[], count: number): Differing {
  return {
    forms: new Set(fields.map(({ at }) => at)).size,
    fields: fields.length,
    differing: count,
    rate: proportion(count, fields.length),
  };
}

function itemsOf(all: readonly Compared[]): ItemQuality[] {
  const groups = Map.groupBy(
    all.filter(({ item }) => item !== null),
    ({ form, item }) => `${form.instrument.instrument} ${item?.name}`,
  );
  return [...groups.values()].flatMap((fields) => {
    const [{ form, item } = { form: null, item: null }] = fields;
    if (!form || !item) return [];
    return [
      {
        ...{ instrument: form.instrument.instrument, item: item.name, number: item.number ?? '' },
        ...differing(fields),
        kappa: isOneBox(item) ? kappaOf(fields) : null,
      },
    ];
  });
}

/** Items of which one box is ticked: with several, or with numbers and texts, there are no categories. */
function isOneBox({ type }: Item): boolean {
  return type === 'single' || type === 'scale' || type === 'pair';
}

/** What could not be read is a category as the options are; what one left blank is one too. */
function kappaOf(fields: readonly Compared[]) {
  const categories = [...new Set(fields.flatMap(({ read }) => read))].sort();
  const codes = (which: 0 | 1) => fields.map(({ read }) => categories.indexOf(read[which]));
  const kappa = cohenKappa(codes(0), codes(1));
  return kappa.value === null ? null : kappa;
}
