/** The stylesheets, fonts and scripts, read once and served compressed under names that change with them. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openToAll } from './route-access.ts';

const require = createRequire(import.meta.url);
const own = (name: string) => readFileSync(new URL(`../views/assets/${name}`, import.meta.url));
const fromPackage = (name: string) => readFileSync(require.resolve(name));

/** Only the components our pages use: the whole set is three times as much to load. */
const components = [
  'alert',
  'button',
  'card',
  'details',
  'error-summary',
  'field',
  'fieldset',
  'heading',
  'input',
  'label',
  'link',
  'list',
  'paragraph',
  'skip-link',
  'table',
  'tag',
  'validation-message',
];

// In the background: squeezing the stylesheet takes longer than anything else at start.
const gzipped = promisify<Buffer, Buffer>(gzip);
const brotlied = promisify<Buffer, Buffer>(brotliCompress);

/** Ours, in the order in which they build on each other. */
const sheets = [
  'base',
  'participant',
  'questions',
  'staff',
  'board',
  'forms',
  'person',
  'sending',
  'keying',
  'keying-cursor',
  'research',
  'pictures',
  'power',
  'paste',
  'second-factor',
];

export type AssetName =
  | 'stylesheet'
  | 'script'
  | 'downloads'
  | 'keying'
  | 'paste'
  | 'regular'
  | 'semibold';

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Promise<Buffer>;
  readonly brotli: Promise<Buffer>;
}

const fonts = {
  regular: asset(
    'source-sans-3-400.woff2',
    'font/woff2',
    fromPackage('@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2'),
  ),
  semibold: asset(
    'source-sans-3-600.woff2',
    'font/woff2',
    fromPackage('@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff2'),
  ),
};

/** Scripts that other scripts import, by where they stand. */
const modules = new Map<string, Asset>();

const assets: Readonly<Record<AssetName, Asset>> = {
  ...fonts,
  stylesheet: asset('malepunkt.css', 'text/css; charset=utf-8', stylesheet()),
  script: asset('malepunkt.js', 'text/javascript; charset=utf-8', own('malepunkt.js')),
  downloads: asset('downloads.js', 'text/javascript; charset=utf-8', own('downloads.js')),
  paste: asset('paste.js', 'text/javascript; charset=utf-8', own('paste.js')),
  keying: moduleAsset(new URL('../views/assets/keying/main.js', import.meta.url)),
};

/** Where a page finds an asset. */
export function assetPath(name: AssetName): string {
  return assets[name].path;
}

export async function assetRoutes(app: FastifyInstance): Promise<void> {
  for (const { path, type, ...bodies } of [...Object.values(assets), ...modules.values()])
    app.get(path, { config: openToAll }, async (request, reply) => {
      const encoding = acceptedEncoding(request);
      reply
        .header('content-type', type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding');
      if (encoding === 'plain') return reply.send(bodies.plain);
      const name = encoding === 'brotli' ? 'br' : 'gzip';
      return reply.header('content-encoding', name).send(await bodies[encoding]);
    });
}

function stylesheet(): Buffer {
  const parts = [
    '@layer ds.theme, ds.base, ds.components;',
    fromPackage('@digdir/designsystemet-css/theme.css'),
    layered('ds.base', 'base'),
    ...components.map((name) => layered('ds.components', name)),
    ...sheets.map((name) => withFonts(own(`${name}.css`).toString('utf8'))),
  ];
  return Buffer.from(parts.map(String).join('\n'));
}

/** A component in its layer, where any rule of ours comes before it. */
function layered(layer: string, component: string): string {
  return `@layer ${layer} {${fromPackage(`@digdir/designsystemet-css/${component}.css`)}}`;
}

/** The fonts stand in the sheet by their weight, as their addresses change with them. */
function withFonts(sheet: string): string {
  return sheet.replace(
    /url\("(regular|semibold)"\)/g,
    (_, weight) => `url("${fonts[weight as 'regular' | 'semibold'].path}")`,
  );
}

/** A script and all that it imports; each names the others by addresses that change with them. */
function moduleAsset(file: URL): Asset {
  const text = readFileSync(file, 'utf8').replace(
    /(from ')(\.[^']+\.js)'/g,
    (_, from, path) => `${from}${imported(new URL(path, file)).path}'`,
  );
  const type = 'text/javascript; charset=utf-8';
  return asset(`keying-${basename(fileURLToPath(file))}`, type, Buffer.from(text));
}

function imported(file: URL): Asset {
  const made = modules.get(file.href) ?? moduleAsset(file);
  modules.set(file.href, made);
  return made;
}

function asset(name: string, type: string, plain: Buffer): Asset {
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  const path = `/assets/${digest}-${name}`;
  return { path, type, plain, gzip: gzipped(plain), brotli: brotlied(plain) };
}

function acceptedEncoding(request: FastifyRequest): 'plain' | 'gzip' | 'brotli' {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return 'brotli';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'plain';
}
