/** `npm run letters-bench -- 500`: how long a batch of so many letters takes to be made, and how much memory. Decides nothing. */

import { dispatch } from '../../server/contact/dispatch.ts';
import { markPrinted } from '../../server/contact/letter-batch.ts';
import { lettersMade, lettersToPrint } from '../../server/paper/letters.ts';
import { lettersPdf } from '../../server/printing/letters-pdf.ts';
import { testApp } from '../support/app.ts';
import { batchesIn } from '../support/letters.ts';
import { register } from '../support/participants.ts';

const count = Number(process.argv[2] ?? 500);
const t = await testApp();
const study = t.services.definitions.study('jobbspesialist');
if (!study) throw new Error('the study is missing');
for (let n = 1; n <= count; n += 1)
  await register(t, { name: `Person ${n}`, channel: 'paper', email: null });
await dispatch(t.services);
const [batch] = await batchesIn(t);
if (!batch) throw new Error('there is no batch');
await markPrinted(t.services, batch, 'staff');
const printed = { ...batch, printed_at: 'now' };
const letters = await lettersToPrint(t.services, printed);

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const peaks: number[] = [];
const kept: number[] = [];
/** What is still held once everything that nobody needs is thrown away. */
const held = () => {
  global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const began = performance.now();
const pdf = lettersPdf(lettersMade(t.services, { study, batch: printed }, letters), {
  ...{ sides: 'two', madeAt: new Date('2018-03-01T09:00:00Z') },
  told(done) {
    if (done % Math.ceil(count / 10) !== 0) return;
    peaks.push(process.memoryUsage().rss);
    kept.push(held());
  },
});
let size = 0;
for await (const chunk of pdf) size += (chunk as Buffer).length;
const seconds = (performance.now() - began) / 1000;
const rows = {
  letters: letters.length,
  seconds: seconds.toFixed(1),
  'milliseconds a letter': ((1000 * seconds) / count).toFixed(0),
  'size of the file': megabytes(size),
  'most memory of the process': megabytes(Math.max(...peaks)),
  'memory held at each tenth': kept.map(megabytes).join(', '),
};
for (const [what, figure] of Object.entries(rows)) process.stdout.write(`${what}: ${figure}\n`);
await t.close();
