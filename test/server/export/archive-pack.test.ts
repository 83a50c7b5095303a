/** The pack for an archive: only who agreed to it, nothing that tells who somebody is, and a description that other programs read. */

import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordConsent } from '../../../server/enrolment/consent.ts';
import { withdrawParticipant } from '../../../server/enrolment/withdrawal.ts';
import { archivableCodes } from '../../../server/rights/archivable.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register, yesToAll } from '../../support/participants.ts';
import { readSav } from '../../support/sav.ts';
import type { Unzipped } from '../../support/unzipped.ts';
import { packed, wholeText } from './packs.ts';

let t: TestApp;
let archive: Unzipped;
const codes: string[] = [];
/** Who may not be in it, by why. */
const out: Record<'never' | 'no-more' | 'withdrew', string> = {
  never: '',
  'no-more': '',
  withdrew: '',
};

const study = () => {
  const found = t.services.definitions.study('jobbspesialist');
  const [text] = found?.consent_texts ?? [];
  if (!found || !text) throw new Error('the study is missing');
  return { study: found, text };
};

beforeAll(async () => {
  t = await testApp({ now: '2018-06-20T09:00:00Z' });
  const { text } = study();
  const no = { ...yesToAll(text), archive: false };
  for (let person = 0; person < 14; person += 1) {
    const isEarly = person < 7;
    t.setTime(isEarly ? '2018-03-01T09:00:00Z' : '2018-06-20T09:00:00Z');
    const code = await register(t, {
      ...{ arm: isEarly ? 'din-utvikling' : 'jobbspesialist', site: 'harstad' },
      inclusionDate: isEarly ? '2018-02-12' : '2018-05-15',
    });
    codes.push(code);
    await answerOnWeb(t, code, 1, {
      age: `${isEarly ? 41 + person : 23}`,
      jm40: `${3 + (person % 7)}`,
    });
  }
  const one = { arm: 'jobbspesialist', site: 'tromso', inclusionDate: '2018-05-15' };
  out.never = await register(t, { ...one, consent: { answers: no } });
  out['no-more'] = await register(t, one);
  const anew = { givenOn: '2018-06-01', text, channel: 'paper', answers: no } as const;
  await recordConsent(t.services, { id: 'anew', code: out['no-more'] }, anew, 'system');
  out.withdrew = await register(t, one);
  for (const code of Object.values(out)) await answerOnWeb(t, code, 1, { age: '71', jm40: '2' });
  await withdrawParticipant(t.services, out.withdrew, 'system');
  await register(t, { role: 'job-specialist', arm: null, site: null, team: 'team-1' });
  archive = await packed(t, 'jobbspesialist', 'archive.zip');
});
afterAll(() => t.close());

const rowsIn = ({ text }: Unzipped) =>
  parse(text('candidate/candidate.csv'), { columns: true }) as Record<string, string>[];

test('who said no, who says no by now and who withdrew are not in it', async () => {
  const rows = rowsIn(archive);
  expect(rows).toHaveLength(14);
  // Theirs would be.
  expect(rows.filter(({ jm40_w1 }) => jm40_w1 === '2')).toEqual([]);
  const may = await archivableCodes(t.services, study().study);
  expect([...may]).toEqual(expect.arrayContaining(codes));
  expect([may.has(out.never), may.has(out['no-more'])]).toEqual([false, false]);
});

test('of whoever was registered twice, the last thing said under either code holds', async () => {
  const [known = '', second = ''] = [await register(t), await register(t)];
  const { text, study: own } = study();
  const answers = { ...yesToAll(text), archive: false };
  const consent = { givenOn: '2018-06-01', text, channel: 'paper', answers } as const;
  await recordConsent(t.services, { id: 'second', code: second }, consent, 'system');
  expect((await archivableCodes(t.services, own)).has(known)).toBe(true);
  await t.services.db.study
    .updateTable('participant')
    .set({ state: 'merged', merged_into: known })
    .where('code', '=', second)
    .execute();
  expect((await archivableCodes(t.services, own)).has(known)).toBe(false);
});

test('no code, no exact age and no exact day is in it', () => {
  const text = wholeText(archive);
  for (const code of [...codes, ...Object.values(out)]) expect(text).not.toContain(code);
  expect(text).not.toMatch(/2018-05-15|2018-02-12|2018-06-0/);
  const names = Object.keys(rowsIn(archive)[0] ?? {});
  expect(names.slice(0, 4)).toEqual(['archive_number', 'arm', 'site', 'inclusion_period']);
  expect(names.filter((name) => /^(age|code|submitted|keyed|received)(_w1)?$/.test(name))).toEqual(
    [],
  );
});

test('age and inclusion are in groups, none of them small, and the text says which', () => {
  const rows = rowsIn(archive);
  const sizes = (name: string) =>
    [...Map.groupBy(rows, (row) => row[name]).values()].map(({ length }) => length);
  expect([sizes('inclusion_period'), sizes('age_band_w1')]).toEqual([
    [7, 7],
    [7, 7],
  ]);
  const text = archive.text('README.txt');
  expect(text).toContain(
    'inclusion_date: i grupper, slått sammen så ingen gruppe er under 5: 2018 Q1; 2018 Q2.',
  );
  expect(text).toContain('age: i grupper, slått sammen så ingen gruppe er under 5: ≤ 29; ≥ 40.');
  expect(text).toContain('«Svarene kan lagres i et arkiv uten navn»');
  expect(text).toContain('Kandidat: 14 personer.');
  expect(text).toContain('Jobbspesialist er ikke med: færre enn 5 personer.');
  expect(Object.keys(archive.files).filter((name) => name.startsWith('job-specialist'))).toEqual(
    [],
  );
});

test('the rows stand in another order every time, and the numbers tell nothing', async () => {
  const again = await packed(t, 'jobbspesialist', 'archive.zip');
  // Each of them answered something else, or was included in another period.
  const order = (pack: Unzipped) =>
    rowsIn(pack).map((row) => `${row.inclusion_period} ${row.jm40_w1}`);
  expect(new Set(order(archive)).size).toBe(14);
  expect(order(again)).not.toEqual(order(archive));
  expect(order(again).sort()).toEqual(order(archive).sort());
  expect(rowsIn(again).map(({ archive_number: number }) => Number(number))).toEqual(
    Array.from({ length: 14 }, (_, row) => row + 1),
  );
});

test('masked arms and withheld waves are not in it', async () => {
  const blinded = await packed(t, 'jobbspesialist', 'archive.zip', {
    ...{ mask_arms: true, withhold_waves: [2, 3, 4] },
  });
  expect(wholeText(blinded)).not.toMatch(/_w[234]\b|Din Utvikling|din-utvikling/);
});

test('the SPSS file has the cells of the table', async () => {
  const { rows, meta } = await readSav(Buffer.from(archive.files['candidate/candidate.sav'] ?? []));
  const table = rowsIn(archive);
  expect(rows.map(({ jm40_w1 }) => jm40_w1)).toEqual(table.map(({ jm40_w1 }) => Number(jm40_w1)));
  expect(meta.getValueLabels('inclusion_period')?.map(({ label }) => label)).toEqual([
    ...['2018 Q1', '2018 Q2'],
  ]);
});

test('a study that does not ask for it has none', async () => {
  const { cookie } = await t.signedIn('researcher');
  const url = '/research/jobbspesialist/exports/archive.zip';
  expect((await t.app.inject({ url, headers: { cookie } })).statusCode).toBe(200);
  const own = study().study;
  expect(await archivableCodes(t.services, { ...own, archive_consent: 'nothing' })).toEqual(
    new Set(),
  );
});

describe('the DDI-Codebook', () => {
  interface Element {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly children: Element[];
  }
  let root: Element;

  beforeAll(() => {
    const top: Element = { name: '', attributes: {}, children: [] };
    const open = [top];
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ local, attributes, uri }) => {
      expect(uri).toBe('ddi:codebook:2_5');
      const values = Object.entries(attributes).map(([key, { value }]) => [key, value]);
      const element = { name: local, attributes: Object.fromEntries(values), children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    });
    parser.on('closetag', () => open.pop());
    parser.write(archive.text('ddi-codebook.xml')).close();
    root = top.children[0] ?? top;
  });

  // The order of the schema, https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd.
  const orders: Readonly<Record<string, string>> = {
    codeBook: 'docDscr stdyDscr fileDscr dataDscr otherMat',
    citation: 'titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes',
    titlStmt: 'titl subTitl altTitl parTitl IDNo',
    prodStmt: 'producer copyright prodDate prodPlac software fundAg grantNo',
    stdyDscr:
      'citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes',
    sumDscr:
      'timePrd collDate nation geogCover geogUnit geoBndBox boundPoly anlyUnit universe dataKind',
    method: 'dataColl notes anlyInfo stdyClas codingInstructions',
    dataColl:
      'timeMeth dataCollector collectorTraining frequenc sampProc sampleFrame targetSampleSize deviat collMode resInstru',
    fileTxt: 'fileName fileCitation dataFingerprint fileCont fileStrc dimensns fileType format',
    dimensns: 'caseQnty varQnty logRecL recPrCas recNumTot',
    var: 'location labl imputation security embargo respUnit anlysUnit qstn valrng invalrng undocCod universe TotlResp sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation varFormat geoMap catLevel notes',
    catgry: 'catValu labl txt catStat mrow',
  };

  const everything = (element: Element): Element[] => [
    element,
    ...element.children.flatMap(everything),
  ];

  test('is well formed, and has its elements in the order of the schema', () => {
    expect([root.name, root.attributes.version]).toEqual(['codeBook', '2.5']);
    for (const { name, children } of everything(root)) {
      const order = orders[name]?.split(' ');
      if (!order) continue;
      const places = children.map((child) => order.indexOf(child.name));
      expect([name, places]).toEqual([name, [...places].sort((a, b) => a - b)]);
      expect(Math.min(0, ...places)).toBe(0);
    }
  });

  test('has a variable for every column of the file, by its name, under one id each', () => {
    const variables = everything(root).filter(({ name }) => name === 'var');
    expect(variables.map(({ attributes }) => attributes.name)).toEqual(
      Object.keys(rowsIn(archive)[0] ?? {}),
    );
    const ids = everything(root).flatMap(({ attributes }) => attributes.ID ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of variables) expect(ids).toContain(attributes.files);
  });

  test('tells of a question its words, answers, range and reasons for missing', () => {
    const text = archive.text('ddi-codebook.xml').split('name="jm40_w1"')[1]?.split('</var>')[0];
    expect(text).toContain('<qstnLit>Hvordan vurderer du din arbeidsevne?</qstnLit>');
    expect(text).toContain('<valrng><range min="0" max="10"/></valrng>');
    expect(text).toContain('<item VALUE="-9"/>');
    expect(text).toMatch(
      /<catgry missing="Y"><catValu>-2<\/catValu><labl xml:lang="nb">Ikke besvart/,
    );
  });
});
