import { readFileSync, readdirSync } from 'node:fs';
import { loadInstrument } from './surveys/load-instrument.ts';
import { loadStudy } from './surveys/load-study.ts';
import { faultLine } from './surveys/yaml-file.ts';
const m = new Map();
for (const f of readdirSync('surveys/instruments')) { const r = loadInstrument(readFileSync(`surveys/instruments/${f}`, 'utf8'), f); console.log(f, 'faults' in r ? r.faults.map(faultLine) : r.value.scales.length); if ('value' in r) m.set(r.value.instrument, r.value); }
for (const f of readdirSync('surveys/studies')) { const r = loadStudy(readFileSync(`surveys/studies/${f}`, 'utf8'), f, (n) => m.get(n) ?? null); console.log(f, 'faults' in r ? r.faults.map(faultLine) : 'ok'); }
