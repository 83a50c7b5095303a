/** The pictures on their page and as files: what is drawn is what the table says, in markup that our pages allow. */

import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareChannels } from '../../../server/analysis/channel-comparison.ts';
import { variableOf } from '../../../server/analysis/plan/variables.ts';
import { channelsPicture } from '../../../server/research/pictures/channels.ts';
import { drawingTools, markup, wrapped } from '../../../server/research/pictures/drawing.ts';
import { type Picture, pictureNames, widths } from '../../../server/research/pictures/picture.ts';
import { studyPictures } from '../../../server/research/pictures/study-pictures.ts';
import { speaker } from '../../../server/research/speaker.ts';
import { maskedArm } from '../../../server/research-view.ts';
import { roleOf } from '../../../surveys/study.ts';
import { answerOnWeb, beginOnWeb, keyOnPaper } from '../../support/answering.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { register } from '../../support/participants.ts';
import { eventsIn, open, type Staff } from '../../support/staff.ts';
import { nothingBlinded, viewOf } from './views.ts';

let t: TestApp;
let researcher: Staff;

/** Of ten on the web and ten on paper; Siri has begun, and Kari answers the second wave too. */
const web = [7, 4, 9, 3, 6, 8, 5, 5, 10, 2];
const paper = [3, 2, 6, 1, 7, 4, 4, 0, 5, 3];

beforeAll(async () => {
  t = await testApp();
  const codes: string[] = [];
  for (const ability of web) {
    codes.push(await register(t));
    await answerOnWeb(t, codes.at(-1) ?? '', 1, { jm02: '1', jm40: String(ability) });
  }
  for (const ability of paper) {
    const code = await register(t, { arm: 'din-utvikling', site: 'harstad' });
    const answers = { jm02: '2', jm40: String(ability), jm08: '-5' };
    await keyOnPaper(t, code, 1, { answers, writtenOn: null, receivedOn: '2018-03-01' });
  }
  await beginOnWeb(t, await register(t, { name: 'Siri Moe' }), 1);
  t.setTime('2018-06-02T09:00:00Z');
  await answerOnWeb(t, codes[0] ?? '', 2, { jm02: '1', jm40: '8' });
  researcher = await t.signedIn('researcher');
});
afterAll(() => t.close());

async function drawn(blinding = nothingBlinded, withLines = false): Promise<Picture[]> {
  const view = viewOf(t, 'jobbspesialist', blinding);
  const role = roleOf(view.study, 'candidate');
  const instrument = view.instrument(role.instrument, role.instrument_version);
  const asked = { role, variable: variableOf(instrument, 'work_ability'), withLines };
  const speak = speaker(view.study, 'nb');
  const channels = channelsPicture(await compareChannels(view, role, 1), 5, speak);
  return [...(await studyPictures(view, asked, speak)), ...(channels ? [channels] : [])];
}

async function named(name: string, ...how: Parameters<typeof drawn>): Promise<Picture> {
  const picture = (await drawn(...how)).find((one) => one.name === name);
  if (!picture) throw new Error(`there is no ${name}`);
  return picture;
}

/** The words of a drawing, one for each text element. */
async function words(picture: Picture, width: number = widths.wide): Promise<string[]> {
  const svg = picture.draw(await drawingTools(), width);
  return [...svg.querySelectorAll('text')].map(({ textContent }) => textContent ?? '');
}

const cells = ({ table }: Picture, row: string) =>
  table.rows.find(({ label }) => label === row)?.cells;

describe('every picture', () => {
  test('is one of those that have an address, and is drawn the same twice', async () => {
    const tools = await drawingTools();
    const pictures = await drawn();
    expect(pictures.map(({ name }) => name)).toEqual([...pictureNames]);
    for (const picture of pictures)
      expect(markup(picture.draw(tools, 272), picture, 'x')).toBe(
        markup(picture.draw(tools, 272), picture, 'x'),
      );
  });

  test('has a name, its numbers in words, and nothing that our pages forbid', async () => {
    const tools = await drawingTools();
    for (const picture of await drawn(nothingBlinded, true))
      for (const width of Object.values(widths)) {
        const text = markup(picture.draw(tools, width), picture, `${picture.name}-1`);
        const svg = parseHTML(text).document.querySelector('svg');
        expect(svg?.getAttribute('role')).toBe('img');
        expect(svg?.getAttribute('aria-labelledby')).toBe(`${picture.name}-1-title`);
        expect(svg?.querySelector('title')?.textContent).toBe(picture.title);
        expect(svg?.querySelector('desc')?.textContent).toMatch(/\d/);
        expect(Number(svg?.getAttribute('width'))).toBeLessThanOrEqual(width);
        expect(text).not.toMatch(/<style|<script|\sstyle=|\son\w+=|NaN|undefined|Infinity/);
      }
  });

  test('has a cell for each column in every row of its table', async () => {
    for (const { table } of await drawn())
      for (const { cells: row } of table.rows) expect(row).toHaveLength(table.columns.length - 1);
  });
});

describe('the numbers of the table are in the picture:', () => {
  test('the flow has them in its boxes', async () => {
    const flow = await named('flow');
    expect(flow.table.columns.slice(1)).toEqual([
      ...['Jobbspesialist', 'Kvalifiseringsprogrammet', 'Din Utvikling', 'Alle'],
    ]);
    expect(cells(flow, 'Registrert med samtykke')).toEqual(['11', '0', '10', '21']);
    expect(cells(flow, 'Inklusjon: svarte')).toEqual(['10', '0', '10', '20']);
    expect(cells(flow, 'Inklusjon: av dem på papir')).toEqual(['0', '0', '10', '10']);
    expect(cells(flow, 'Inklusjon: svarte ikke')).toEqual(['1', '0', '0', '1']);
    expect(cells(flow, '3 måneder: kan fortsatt svare')).toEqual(['10', '0', '10', '20']);
    expect(cells(flow, '3 måneder: analysert')).toEqual(['1', '0', '0', '1']);
    const text = await words(flow);
    for (const part of [
      'Registrert med samtykke: 21',
      'Svarte: 10 (91 %)',
      '10 på nett, 0 på papir',
      '1 svarte ikke',
      '10 kan fortsatt svare',
      'Analysert: 1',
      '11 ikke åpnet ennå',
    ])
      expect(text.map((one) => one.replace(/\s/g, ' '))).toContain(part);
  });

  test('response has the last month’s at the end of its lines', async () => {
    const response = await named('response');
    expect(cells(response, 'juni 2018')?.slice(0, 4)).toEqual(['21', '20', '21', '1']);
    const text = await words(response);
    for (const part of ['21 åpnet', '20 svart', '1 svart']) expect(text).toContain(part);
  });

  test('means have a point for each mean, and an interval where there are two people', async () => {
    const means = await named('means');
    const rows = means.table.rows.filter(({ cells: [, n] }) => n !== '0');
    // c(7,4,9,3,6,8,5,5,10,2): mean 5.9; t.test()$conf.int 4.039152 7.760848
    expect(rows[0]?.cells).toEqual(['Inklusjon', '10', '5,90', '2,60', '[4,04; 7,76]']);
    const svg = means.draw(await drawingTools(), widths.wide);
    expect(svg.querySelectorAll('circle')).toHaveLength(rows.length);
    expect(await words(means)).toContain('n = 10, 1, 0, 0');
  });

  test('means have lines of single people only where that is asked for, with a warning', async () => {
    const tools = await drawingTools();
    const paths = async (withLines: boolean) => {
      const means = await named('means', nothingBlinded, withLines);
      return means.draw(tools, widths.wide).querySelectorAll('path[d*="L"]').length;
    };
    // Kari is the one with two numbers.
    expect((await paths(true)) - (await paths(false))).toBe(1);
    const notes = async (withLines: boolean) =>
      (await named('means', nothingBlinded, withLines)).notes.join(' ');
    expect(await notes(true)).toContain('ikke til publisering');
    expect(await notes(false)).not.toContain('ikke til publisering');
  });

  test('a distribution has its counts over its bars', async () => {
    const distribution = await named('distribution');
    const counted = (wave: number) =>
      distribution.table.rows.slice(0, 11).map((row) => row.cells[wave]?.split(' ')[0]);
    // table(factor(c(web, paper), 0:10))
    expect(counted(0)).toEqual(['1', '1', '2', '3', '3', '3', '2', '2', '1', '1', '1']);
    const text = (await words(distribution)).filter((one) => /^\d+$/.test(one));
    // Over the bars of both waves, and the scale below.
    const scale = Array.from({ length: 11 }, (_, value) => String(value));
    expect(text.toSorted()).toEqual([...counted(0), '1', ...scale].toSorted());
  });

  test('patterns of waves have their numbers of people, and as many marks', async () => {
    const waves = await named('waves');
    expect(waves.table.rows.map(({ label }) => label)).toEqual(['19', '1', '1']);
    const text = await words(waves);
    for (const part of ['19', '1', 'Svart', 'Ikke svart']) expect(text).toContain(part);
  });

  test('questions that are left out have their shares, the most missed first', async () => {
    const items = await named('items');
    // All ten on paper were illegible at 8, and nobody of the eleven on the web answered it.
    expect(items.table.rows[0]?.cells[2]).toMatch(/^100\s%$/);
    expect(items.table.rows.at(-1)?.cells.slice(0, 2)).toEqual(['21', '0']);
    expect(cells(items, '8 Har du vansker med å konsentrere deg?')?.at(-1)).toBe(
      '11 ikke svart, 10 uleselig',
    );
    expect((await words(items)).map((one) => one.replace(/\s/g, ' '))).toContain('100 % (21/21)');
  });

  test('web against paper has Welch’s interval in per cent of the scale', async () => {
    const channels = await named('channels');
    // t.test(web, paper): 2.4 [0.142978; 4.657022] of ten points.
    const row = cells(channels, '40 Hvordan vurderer du din arbeidsevne?');
    expect(row?.map((one) => one.replace(/\s/g, ' '))).toEqual(['24 %', '[1,4 %; 46,6 %]']);
    const view = viewOf(t, 'jobbspesialist');
    const compared = await compareChannels(view, roleOf(view.study, 'candidate'), 1);
    expect(channelsPicture(compared, 11, speaker(view.study, 'nb'))).toBeNull();
  });
});

describe('while a study is blinded', () => {
  const blinded = { mask_arms: true, withhold_waves: [2, 3, 4] };

  test('response is told of all waves, and answers only of those that may be shown', async () => {
    const flow = await named('flow', blinded);
    expect(flow.table.columns).toEqual(['Trinn', 'Alle']);
    expect(cells(flow, '3 måneder: svarte')).toEqual(['1']);
    expect(cells(flow, '3 måneder: analysert')).toEqual(['–']);
    expect((await named('means', blinded)).table.rows).toHaveLength(1);
    expect((await named('distribution', blinded)).table.columns).toEqual(['Verdi', 'Inklusjon']);
  });

  test('no arm is named', async () => {
    const tools = await drawingTools();
    for (const picture of await drawn(blinded)) {
      const text = JSON.stringify(picture) + markup(picture.draw(tools, 720), picture, 'x');
      expect(text).not.toMatch(new RegExp(`Din Utvikling|Jobbspesialist|${maskedArm}`));
    }
  });
});

describe('the page', () => {
  const page = (query = '') => open(t, researcher, `/research/jobbspesialist/pictures${query}`);

  test('shows each picture for a phone and a desk, its table and its file, and is on record', async () => {
    const { body } = await page();
    expect(body).not.toMatch(/<style|\sstyle=/);
    const { document } = parseHTML(body);
    const sections = [...document.querySelectorAll('.picture')];
    expect(sections.map((one) => one.getAttribute('aria-labelledby'))).toEqual(
      pictureNames.filter((name) => name !== 'channels'),
    );
    for (const section of sections) {
      expect(section.querySelectorAll('svg[role="img"]')).toHaveLength(2);
      expect(section.querySelectorAll('details[open] table tbody tr').length).toBeGreaterThan(0);
      expect(section.querySelector('a[href*=".svg?"]')).not.toBeNull();
    }
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(document.querySelector('option[selected]')?.getAttribute('value')).toBe('work_ability');
    expect((await eventsIn(t, 'registry')).at(-1)?.action).toBe('results read');
  });

  test('shows the variable that is chosen, of either role', async () => {
    expect((await page('?variable=jm07')).body).toContain('Fordeling: 7 Hvor lang tid');
    const { body } = await page('?role=job-specialist');
    expect(body).toContain('Snitt: Samsvar med Supported');
    // Nobody has that role here: there is nothing to draw, and that is what is drawn.
    expect(body).not.toMatch(/NaN|undefined|Infinity/);
    expect(body).toContain('Ingen spørsmål mangler svar.');
  });

  test('of web and paper has the picture where they are compared', async () => {
    const { body } = await open(t, researcher, '/research/jobbspesialist/channels');
    const { document } = parseHTML(body);
    const file = document.querySelector('.picture a')?.getAttribute('href');
    expect(file).toBe('/research/jobbspesialist/pictures/channels.svg?role=candidate&wave=1');
    expect(document.querySelectorAll('.picture svg')).toHaveLength(2);
  });

  test('and the files are not there for what does not exist, and leave no trace then', async () => {
    const before = (await eventsIn(t, 'registry')).length;
    for (const rest of [
      ...['?role=nobody', '?variable=jm06', '?variable=x', '?variable=jm07&variable=jm08'],
      ...['/flow', '/nothing.svg', '/__proto__', '/means.svg?variable=x', '/channels.svg?wave=9'],
    ])
      expect([rest, (await page(rest)).statusCode]).toEqual([rest, 404]);
    expect(await eventsIn(t, 'registry')).toHaveLength(before);
  });
});

describe('a file', () => {
  const file = (rest: string) => open(t, researcher, `/research/jobbspesialist/pictures/${rest}`);

  test.each(pictureNames)('%s.svg is a drawing by itself that says whose it is', async (name) => {
    const { body, headers, statusCode } = await file(`${name}.svg?role=candidate`);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('image/svg+xml');
    expect(headers['content-disposition']).toBe(
      `attachment; filename="jobbspesialist-candidate-${name}.svg"`,
    );
    expect(body).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(body).toMatch(/<title id="[^"]*">[^<]*, Kandidat</);
    expect(body).toContain('font-family="sans-serif"');
    const event = (await eventsIn(t, 'registry')).at(-1);
    expect(event?.action).toBe('export downloaded');
    expect(JSON.parse(event?.detail ?? '{}')).toMatchObject({ file: `${name}.svg` });
  });

  test('of means has lines of single people where the address asks', async () => {
    const [without, asked] = [await file('means.svg'), await file('means.svg?lines=1')];
    expect(asked.body.length).toBeGreaterThan(without.body.length);
  });
});

test('words are broken between words, and a word that is too long stands alone', () => {
  expect(wrapped('ett to tre fire', 50, 10)).toEqual(['ett to tre', 'fire']);
  expect(wrapped('Kvalifiseringsprogrammet i Harstad', 50, 10)).toEqual([
    'Kvalifiseringsprogrammet',
    'i Harstad',
  ]);
});
