/** How well paper forms are keyed: errors per 10,000 fields by pair, keyer and item, on a page and as a file. */

import type { FastifyInstance } from 'fastify';
import type { Cell } from '../../surveys/codebook.ts';
import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { accountEmails } from '../accounts/accounts.ts';
import { signedInOf } from '../accounts/guard.ts';
import { sitesOf, studyNamed } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { sendSignedInPage } from '../accounts/signed-in-page.ts';
import { keyerNumbers } from '../db/double-keyings.ts';
import { csvHeader, csvRows, csvType } from '../export/csv.ts';
import { requestLanguage } from '../language.ts';
import { numberTexts } from '../number-texts.ts';
import { type Differing, type KeyingQuality, keyingQuality } from '../paper/keying-quality.ts';
import { twiceKeyed } from '../paper/twice-keyed.ts';
import { onlyFor } from '../route-access.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

interface StudyRequest {
  Params: { study: string };
}

const path = '/staff/:study/keying-quality';

export async function keyingQualityRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const config = onlyFor('coordinator');

  app.get<StudyRequest>(path, { config }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const study = studyNamed(services, signedIn, request.params.study);
    const quality = await qualityOf(services, signedIn, study);
    const language = requestLanguage(request);
    const keyer = await keyerNames(services);
    const figures = figuresIn(language);
    return sendSignedInPage(
      { services, request, reply, signedIn },
      {
        template: 'staff/keying-quality',
        title: texts(language)('quality.title'),
        model: {
          study: inLanguage(study.title, language),
          file: `/staff/${study.study}/keying-quality.csv`,
          all: quality.all.forms === 0 ? null : figures(quality.all),
          undecided: quality.undecided,
          pairs: quality.pairs.map(({ keyers, ...pair }) => ({
            name: keyers.map(keyer).join(' – '),
            ...figures(pair),
          })),
          keyers: quality.keyers.map((one) => ({ name: keyer(one.keyer), ...figures(one) })),
          items: quality.items.map(({ item, number, kappa, ...rest }) => ({
            name: number || item,
            ...figures(rest),
            kappa: kappa ? numberTexts(language).decimal(kappa.value) : '–',
            kappaInterval: kappa ? intervalIn(language, kappa.ci) : '',
          })),
        },
      },
    );
  });

  app.get<StudyRequest>(`${path}.csv`, { config }, async (request, reply) => {
    const signedIn = signedInOf(request);
    const study = studyNamed(services, signedIn, request.params.study);
    const quality = await qualityOf(services, signedIn, study);
    const name = `${study.study}-keying-quality.csv`;
    reply.header('content-disposition', `attachment; filename="${name}"`);
    return reply.type(csvType).send(csvHeader(columns) + csvRows(columns, fileRows(quality)));
  });
}

async function qualityOf(
  services: Services,
  signedIn: SignedIn,
  study: Study,
): Promise<KeyingQuality> {
  return keyingQuality(await twiceKeyed(services, study.study, sitesOf(signedIn, study)));
}

/** By address where there is one, with the number that stands for them in the data. */
async function keyerNames(services: Services): Promise<(number: number) => string> {
  const emails = await accountEmails(services);
  const numbers = await keyerNumbers(services.db.study);
  const accounts = new Map([...numbers].map(([account, number]) => [number, account]));
  return (number) => {
    const email = emails.get(accounts.get(number) ?? '');
    return email ? `${number} (${email})` : String(number);
  };
}

/** Rates are per this many fields. */
const per = 10_000;

function figuresIn(language: string) {
  const { whole } = numberTexts(language);
  const rate = (share: number | null) => (share === null ? '–' : whole(per * share));
  return ({ forms, fields, differing, rate: { value, ci } }: Differing) => ({
    ...{ forms: whole(forms), fields: whole(fields), differing },
    rate: rate(value),
    interval: value === null ? '' : `${rate(ci[0])}–${rate(ci[1])}`,
  });
}

/** Nothing where an end could not be told. */
function intervalIn(language: string, ends: readonly [number | null, number | null]): string {
  return ends.includes(null) ? '' : numberTexts(language).interval(ends);
}

const names = ['level', 'keyer', 'other_keyer', 'instrument', 'item'];
const numbers = [
  ...['forms', 'fields', 'differing', 'per_10000', 'per_10000_lower', 'per_10000_upper'],
  ...['kappa', 'kappa_lower', 'kappa_upper'],
];
const columns = [
  ...names.map((name) => ({ name, storage: 'text' as const })),
  ...numbers.map((name) => ({ name, storage: 'decimal' as const })),
];

/** Numbers with all their digits, and empty cells where nothing is defined. */
function fileRows({ all, pairs, keyers, items }: KeyingQuality): Cell[][] {
  const figures = ({ forms, fields, differing, rate }: Differing) =>
    [forms, fields, differing, ...[rate.value, ...rate.ci].map((one) => one && per * one)].map(
      orEmpty,
    );
  const none = ['', '', ''];
  return [
    ['all', '', '', '', '', ...figures(all), ...none],
    ...pairs.map((pair) => ['pair', ...pair.keyers.map(String), '', '', ...figures(pair), ...none]),
    ...keyers.map((one) => ['keyer', String(one.keyer), '', '', '', ...figures(one), ...none]),
    ...items.map((one) => [
      ...['item', '', '', one.instrument, one.item],
      ...figures(one),
      ...(one.kappa ? [one.kappa.value, ...one.kappa.ci].map(orEmpty) : none),
    ]),
  ];
}

const orEmpty = (value: number | null): Cell => value ?? '';
