import chromium from '@sparticuz/chromium';
import { chromium as pw } from 'playwright-core';
import { testApp } from './support/app.ts';
import { invite, register } from './support/participants.ts';
const t = await testApp();
const address = await t.app.listen({ port: 0, host: '127.0.0.1' });
const browser = await pw.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--font-render-hinting=none'] });
for (const width of [320, 1280]) {
  const code = await register(t);
  const link = await invite(t, code);
  const page = await browser.newPage({ viewport: { width, height: 700 } });
  let n = 0;
  const bytes: Record<string, number> = {};
  const shot = async (name: string) => { n++; await page.screenshot({ path: `/tmp/shots/${width}-${String(n).padStart(2,'0')}-${name}.png`, fullPage: true });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth); if (over > 0) console.log(width, name, 'overflow', over); };
  await page.goto(address + link);
  await shot('welcome');
  await page.click('button');
  for (let i = 0; i < 30; i++) {
    const name = page.url().split('/').at(-1) ?? '';
    if (name === 'summary') break;
    if (name === 'work' || name.startsWith('work')) await page.check('input[value="1"]').catch(()=>{});
    await shot(name);
    if (name === 'self-efficacy-in-work') await page.check('#jm20-4');
    await page.click('button[value=next]');
  }
  await shot('summary');
  await page.click('button');
  await shot('thanks');
  await page.goto(address + link); await shot('used');
  await page.goto(`${address}/s/abc`); await shot('unknown');
  await page.goto(`${address}/answers/summary`); await shot('over');
  await page.close();
}
await browser.close(); await t.close();
