/** `npm run research-bench -- 20000`: how long the results, attrition, quality and each file of a study take, how much memory, and how long anybody else is kept waiting. Decides nothing. */

import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { attritionOf } from '../../server/analysis/attrition/attrition.ts';
import { planResults } from '../../server/analysis/plan/results.ts';
import { variableOf } from '../../server/analysis/plan/variables.ts';
import { qualityOf } from '../../server/analysis/quality/index.ts';
import { mulberry32 } from '../../server/demo/random.ts';
import { exportFormats, exportPacks } from '../../server/export/index.ts';
import { newCode } from '../../server/participant-code.ts';
import { drawingTools } from '../../server/research/pictures/drawing.ts';
import { pictureModel } from '../../server/research/pictures/picture-model.ts';
import { studyPictures } from '../../server/research/pictures/study-pictures.ts';
import { speaker } from '../../server/research/speaker.ts';
import { completeSheet } from '../../surveys/answers.ts';
import { type Instrument, items } from '../../surveys/instrument.ts';
import { scoreSheet } from '../../surveys/score.ts';
import { roleOf } from '../../surveys/study.ts';
import { viewOf } from '../server/research/views.ts';
import { type TestApp, testApp } from '../support/app.ts';

const count = Number(process.argv[2] ?? 20_000);
const t = await testApp({ now: '2020-06-01T09:00:00Z' });
const view = viewOf(t, 'jobbspesialist');
// Two of so many can be drawn alike.
const codes = new Set<string>();
while (codes.size < count) codes.add(newCode());
const role = roleOf(view.study, 'candidate');
await fill(t, view.instrument(role.instrument, role.instrument_version));

const asked: readonly [string, () => Promise<number>][] = [
  ['results', async () => JSON.stringify(await planResults(view)).length],
  [
    'pictures',
    async () => {
      const instrument = view.instrument(role.instrument, role.instrument_version);
      const variable = variableOf(instrument, 'work_ability');
      const speak = speaker(view.study, 'nb');
      const pictures = await studyPictures(view, { role, variable, withLines: true }, speak);
      const tools = await drawingTools();
      return JSON.stringify(pictures.map((one) => pictureModel(one, tools, []))).length;
    },
  ],
  ['attrition', async () => JSON.stringify(await attritionOf(view, role)).length],
  ['quality', async () => JSON.stringify(await qualityOf(view, role)).length],
  ...exportFormats.map(({ file, chunks }): [string, () => Promise<number>] => [
    file,
    async () => {
      let size = 0;
      for await (const chunk of chunks(view, role)) size += chunk.length;
      return size;
    },
  ]),
  ...exportPacks.map(({ file, chunks }): [string, () => Promise<number>] => [
    file,
    async () => {
      let size = 0;
      // Everybody has agreed.
      for await (const chunk of chunks(view, { archivable: async () => codes }))
        size += chunk.length;
      return size;
    },
  ]),
];

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
process.stdout.write(`${count} people, four waves each, answered by seven of ten\n`);
for (const [name, make] of asked) {
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const waits = monitorEventLoopDelay({ resolution: 5 });
  waits.enable();
  const start = performance.now();
  const size = await make();
  const seconds = (performance.now() - start) / 1000;
  waits.disable();
  clearInterval(watch);
  const figures = [
    ...[`${seconds.toFixed(1)} s`, megabytes(size), `${megabytes(before)} → ${megabytes(peak)}`],
    `longest wait ${(waits.max / 1e6).toFixed(0)} ms`,
  ];
  process.stdout.write(`${name.padEnd(14)} ${figures.join(', ')}\n`);
}
await t.close();

/** Straight into the tables: what is measured is reading. */
async function fill({ services: { db } }: TestApp, instrument: Instrument): Promise<void> {
  const random = mulberry32(20);
  const below = (n: number) => Math.floor(random() * n);
  const drawn = [...codes];
  const values = items(instrument).map((item) => ({ item, most: mostOf(item) }));
  for (let from = 0; from < count; from += 200)
    await db.study.transaction().execute(async (trx) => {
      for (let i = from; i < Math.min(from + 200, count); i += 1) {
        const code = drawn[i] ?? '';
        const arm = ['jobbspesialist', 'kvp', 'din-utvikling'][below(3)] ?? null;
        await trx
          .insertInto('participant')
          .values({
            ...{ code, study: 'jobbspesialist', role: 'candidate', arm, site: 'harstad' },
            ...{ team: null, inclusion_date: '2018-03-01', language: 'nb', channel: 'web' },
            ...{ event_key: 'a-key', registered_at: '2018-03-01T08:00:00.000Z', state: 'enrolled' },
            ...{ current_arm: arm, current_site: 'harstad', followed_by: null, mail: 'wanted' },
            ...{ merged_into: null, state_on: null },
          })
          .execute();
        for (let wave = 1; wave <= 4; wave += 1) {
          if (random() > 0.7) continue;
          const draft = Object.fromEntries(
            values.map(({ item, most }) => [
              item.name,
              { value: item.type === 'multiple' ? [1 + below(9)] : 1 + below(most) },
            ]),
          );
          const sheet = completeSheet(instrument, draft, { firstWave: wave === 1 }, 'paper');
          const id = randomUUID();
          const at = '2018-03-05T08:00:00.000Z';
          await trx
            .insertInto('response')
            .values({
              ...{ id, code, wave, channel: 'web', sheet: JSON.stringify(sheet), revision: 1 },
              ...{ instrument: instrument.instrument, instrument_version: instrument.version },
              ...{ started_at: at, submitted_at: at },
            })
            .execute();
          const scores = scoreSheet(instrument, sheet).map(({ of, ...score }) => ({
            ...{ response_id: id, of_items: of, ...score },
          }));
          await trx.insertInto('score').values(scores).execute();
        }
      }
    });
}

function mostOf(item: Instrument['sections'][number]['groups'][number]['items'][number]): number {
  if ('options' in item) return item.options.length;
  return item.type === 'pair' ? 2 : 'range' in item ? Math.min(item.range[1], 60) : 1;
}
