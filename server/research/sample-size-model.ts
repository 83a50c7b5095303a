/** A study's sample size as the page shows it: sentences and tables in the reader's language. */

import type { AnalysisPlan } from '../../surveys/analysis-plan.ts';
import { inLanguage } from '../../surveys/text.ts';
import { fewest, type SampleSize } from '../analysis/sample-size.ts';
import type { SampleSizeReading } from '../analysis/sample-size-data.ts';
import { dayInWords } from '../day.ts';
import { addressOf } from './power/address.ts';
import { beginningOf } from './power/calculation.ts';
import { powerText } from './power/words.ts';
import type { Speaker } from './speaker.ts';

export function sampleSizeModel(
  plan: AnalysisPlan,
  reading: SampleSizeReading,
  size: SampleSize,
  speak: Speaker,
) {
  const { say, number, language } = speak;
  const { correlation, sd } = size;
  return {
    plan: planText(plan, size, speak),
    calculator: addressFor(plan, plan.sample_size.correlation, language),
    who: whoText(reading, speak),
    enrolment: enrolmentTexts(size, speak),
    retention: size.retention.map(({ wave, due, answered, waiting }) => ({
      wave: speak.wave(wave),
      due: number.whole(due),
      answered: number.whole(answered),
      waiting: number.whole(waiting),
      rate: number.percent(due === 0 ? null : answered / due),
    })),
    toInclude: size.toInclude
      ? say('sampleSize.toInclude', {
          wave: speak.wave(size.toInclude.wave),
          rate: number.percent(size.toInclude.rate),
          needed: number.whole(size.toInclude.needed),
          n: number.whole(size.toInclude.n),
        })
      : say('sampleSize.toIncludeUnknown', { fewest }),
    variable: say('sampleSize.variable', {
      variable: inLanguage(reading.variable.label, language),
    }),
    sd: sd
      ? say('sampleSize.sd', { sd: number.decimal(sd.value), n: number.whole(sd.n) })
      : say('sampleSize.sdUnknown', { fewest }),
    correlation: correlation
      ? say('sampleSize.correlation', {
          ...{ r: number.decimal(correlation.r), ci: number.interval(correlation.ci) },
          ...{ confidence: number.percent(plan.confidence), pairs: correlation.pairs.length },
        })
      : say(
          reading.columns.length < 2
            ? 'sampleSize.correlationWithheld'
            : 'sampleSize.correlationUnknown',
          { fewest },
        ),
    pairs: (correlation?.pairs ?? []).map(({ waves, r, n }) => ({
      waves: waves.map(speak.wave).join(' – '),
      r: number.decimal(r),
      n: number.whole(n),
    })),
    meaning: meaningTexts(plan, size, speak),
    seenCalculator: correlation && addressFor(plan, round(correlation.r), language),
  };
}

function planText({ alpha, sample_size }: AnalysisPlan, { planned }: SampleSize, speak: Speaker) {
  const { say, number } = speak;
  return say('sampleSize.plan', {
    ...{ planned: number.whole(sample_size.n), needed: number.whole(planned.n) },
    ...{ f: number.plain(sample_size.effect_f), waves: sample_size.measurements },
    ...{ r: number.plain(sample_size.correlation), alpha: number.plain(alpha) },
    ...{ power: number.percent(planned.power, 1), lambda: number.plain(planned.lambda ?? 0, 2) },
    ...{ df1: number.plain(planned.df1), df2: number.plain(planned.df2 ?? 0) },
    critical: number.decimal(planned.critical, 4),
  });
}

function whoText({ role, arms }: SampleSizeReading, { say, arm, language }: Speaker): string {
  const people = inLanguage(role.label, language);
  return arms === null
    ? say('sampleSize.whoAll', { role: people })
    : say('sampleSize.who', { role: people, arms: arms.map(arm).join(', ') });
}

function enrolmentTexts({ enrolment }: SampleSize, { say, number, language }: Speaker): string[] {
  const { included, planned, left, pace, reachedOn } = enrolment;
  const counts = { included: number.whole(included), planned: number.whole(planned) };
  return [
    say('sampleSize.included', { ...counts, left }),
    pace
      ? say('sampleSize.pace', {
          ...{ since: dayInWords(pace.since, language), perMonth: number.plain(pace.perMonth, 1) },
        })
      : say('sampleSize.paceUnknown'),
    ...(included >= planned ? [say('sampleSize.full')] : []),
    ...(included < planned && pace
      ? [
          reachedOn
            ? say('sampleSize.reachedOn', { day: dayInWords(reachedOn, language) })
            : say('sampleSize.never'),
        ]
      : []),
  ];
}

function meaningTexts({ sample_size }: AnalysisPlan, size: SampleSize, speak: Speaker): string[] {
  const { say, number } = speak;
  const { correlation, seen, reached, enrolment } = size;
  const included = number.whole(enrolment.included);
  const planned = number.plain(sample_size.correlation);
  return [
    ...(seen && correlation
      ? [
          say('sampleSize.needs', {
            ...{ r: number.decimal(correlation.r), n: number.whole(seen.needed.n) },
            ...{ from: number.whole(seen.between[0]), to: number.whole(seen.between[1]) },
            planned: number.whole(size.planned.n),
          }),
        ]
      : []),
    reached
      ? say('sampleSize.power', {
          ...{ included, f: number.plain(sample_size.effect_f), r: planned },
          power: powerText(reached.planned, speak),
        })
      : say('sampleSize.powerUnknown'),
    ...(reached && reached.seen !== null && correlation
      ? [
          say('sampleSize.powerSeen', {
            r: number.decimal(correlation.r),
            power: powerText(reached.seen, speak),
          }),
        ]
      : []),
  ];
}

function addressFor(plan: AnalysisPlan, correlation: number, language: string): string {
  const { effect_f: effect, power, measurements } = plan.sample_size;
  const begins = beginningOf('rmWithin');
  return addressOf(
    {
      ...{ ...begins, test: 'rmWithin', find: 'n', alpha: plan.alpha },
      ...{ effect, power, measurements, correlation },
    },
    language,
  );
}

/** As the page tells it, so that the calculator has the number that was read. */
function round(r: number): number {
  return Math.round(r * 100) / 100;
}
