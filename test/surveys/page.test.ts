/** A page of questions holds all that a template shows, and nothing it has to work out. */

import { describe, expect, it } from 'vitest';
import { parseForm } from '../../surveys/answers.ts';
import type { Instrument } from '../../surveys/instrument.ts';
import { pageView, type Shown } from '../../surveys/page.ts';
import { draft, fixture } from './helpers.ts';

function page(instrument: Instrument, shown: Shown, language = 'en') {
  const [section] = instrument.sections;
  const [group] = section?.groups ?? [];
  if (!section || !group) throw new Error('the fixture has no group');
  const fields = 'sent' in shown ? shown.sent : {};
  const { problems } = parseForm(fields, group.items, 'web');
  return pageView(section, group, group.items, shown, language, problems);
}

const ticked = (view: ReturnType<typeof page>) =>
  view.questions.flatMap(({ control }) =>
    'choices' in control ? control.choices.filter((c) => c.checked).map((c) => c.label) : [],
  );

describe('a page', () => {
  it('is written in the language of its reader', () => {
    const view = page(fixture('scale'), { saved: {} }, 'nb');
    expect(view).toMatchObject({
      group: 'mastery',
      title: 'Mestring',
      introduction: 'Velg et tall',
    });
    expect(view.questions[0]).toMatchObject({
      text: 'Hvor trygg er du?',
      control: { kind: 'rating', low: 'Helt utrygg', high: 'Helt trygg' },
      problem: null,
    });
  });

  it('introduces its section also when it is not the first, where the first is not asked', () => {
    const [section] = fixture('scale').sections;
    const [group] = section?.groups ?? [];
    if (!section || !group) throw new Error('the fixture has no group');
    const second = { ...section, groups: [{ ...group, name: 'not-asked' }, group] };
    const introduced = (opens?: boolean) =>
      pageView(second, group, group.items, { saved: {} }, 'nb', {}, opens).introduction;
    expect([introduced(), introduced(true), introduced(false)]).toEqual(['', 'Velg et tall', '']);
  });

  it('shows what was saved', () => {
    expect(ticked(page(fixture('single'), { saved: draft({ slept_well: 2 }) }))).toEqual(['No']);
    expect(ticked(page(fixture('multiple'), { saved: draft({ travel: [0] }) }))).toEqual([
      'None of these',
    ]);
    expect(
      page(fixture('date'), { saved: draft({ started: '2018-02-28' }) }).questions[0],
    ).toMatchObject({
      control: { kind: 'date', value: '2018-02-28' },
    });
  });

  it('shows what was sent and could not be taken, with the problem', () => {
    const exclusive = page(fixture('multiple-exclusive'), { sent: { benefits: ['1', '10'] } });
    expect(ticked(exclusive)).toEqual(['Sickness benefit', 'None of them']);
    expect(exclusive.questions[0]?.problem).toEqual({ code: 'exclusive-with-others' });
    const number = page(fixture('number'), { sent: { percent: '101', age: '43' } });
    expect(number.questions.map(({ control, problem }) => [control, problem?.code])).toEqual([
      [{ kind: 'number', value: '101', unit: '%', digits: 3 }, 'out-of-range'],
      [{ kind: 'number', value: '43', unit: 'years', digits: 2 }, undefined],
      [{ kind: 'number', value: '', unit: '', digits: 8 }, undefined],
    ]);
  });

  it('offers "none of these" only where the question has no such option itself', () => {
    const choices = (name: string) => {
      const [question] = page(fixture(name), { saved: {} }, 'nb').questions;
      return question && 'choices' in question.control ? question.control.choices : [];
    };
    expect(choices('multiple').map(({ label }) => label)).toEqual([
      'Til fots',
      'Med buss',
      'Med båt',
      'Ingen av disse',
    ]);
    expect(
      choices('multiple-exclusive')
        .filter((c) => c.exclusive)
        .map((c) => c.label),
    ).toEqual(['Ingen av delene', 'Vet ikke']);
  });

  it('shows the keyer what was said of the paper', () => {
    const view = page(fixture('number'), { saved: { percent: { missing: 'illegible' } } });
    expect(view.questions[0]?.control).toMatchObject({ value: '-5' });
  });
});
