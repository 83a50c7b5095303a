/** A participant's browser without the screen: it keeps cookies, follows redirects and fills in forms. */

import type { TestApp } from './app.ts';

export type Filled = Readonly<Record<string, string | readonly string[]>>;

export interface Shown {
  readonly status: number;
  readonly url: string;
  readonly html: string;
  /** What can be read on the page, without markup. */
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Visitor {
  /** The page that is open. */
  readonly shown: Shown;
  /** The Cookie header that goes with every request. */
  cookie: string;
  get(url: string): Promise<Shown>;
  /** Posts as it stands: follows no redirect. */
  send(url: string, body: Filled | string, headers?: Record<string, string>): Promise<Shown>;
  /** Opens a link and presses the button on the welcome page. */
  start(link: string): Promise<Shown>;
  /** Fills in the open page, presses Next and goes where that leads. */
  next(filled?: Filled): Promise<Shown>;
  back(filled?: Filled): Promise<Shown>;
  /** Presses Send on the open summary. */
  submit(): Promise<Shown>;
  /** Follows the link that has these words in it. */
  follow(words: string): Promise<Shown>;
  /** The hidden fields of the open page's form. */
  hidden(): Record<string, string>;
  action(): string;
}

export const formType = { 'content-type': 'application/x-www-form-urlencoded' };

export function visitor({ app }: Pick<TestApp, 'app'>, acceptLanguage = 'nb-NO'): Visitor {
  let shown: Shown = { status: 0, url: '', html: '', text: '', headers: {} };

  const request = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    payload?: string,
  ): Promise<Shown> => {
    const response = await app.inject({
      method,
      url,
      headers: { cookie: self.cookie, 'accept-language': acceptLanguage, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value } of response.cookies)
      self.cookie = value === '' ? '' : `${name}=${value}`;
    const html = response.body;
    return {
      status: response.statusCode,
      url,
      html,
      text: readable(html),
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
      ),
    };
  };

  const post = (url: string, body: Filled | string, headers: Record<string, string> = {}) =>
    request(
      'POST',
      url,
      { ...formType, ...headers },
      typeof body === 'string' ? body : encoded(body),
    );

  const redirected = async (answer: Shown): Promise<Shown> => {
    let page = answer;
    while (page.status === 303) page = await request('GET', page.headers.location ?? '', {});
    shown = page;
    return shown;
  };

  const press = async (filled: Filled) =>
    redirected(await post(self.action(), { ...self.hidden(), ...filled }));

  const self: Visitor = {
    get shown() {
      return shown;
    },
    cookie: '',
    get: async (url) => redirected(await request('GET', url.replace(/#.*/, ''), {})),
    send: post,
    async start(link) {
      await self.get(link);
      return press({});
    },
    next: (filled = {}) => press({ _go: 'next', ...filled }),
    back: (filled = {}) => press({ _go: 'back', ...filled }),
    submit: () => press({}),
    follow(words) {
      const links = [...shown.html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
      const [, href] = links.find(([, , text = '']) => readable(text).includes(words)) ?? [];
      if (href === undefined) throw new Error(`there is no link with the words "${words}"`);
      return self.get(unescaped(href));
    },
    hidden: () =>
      Object.fromEntries(
        [...shown.html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
          ([, name = '', value = '']) => [name, unescaped(value)],
        ),
      ),
    action: () => /<form method="post" action="([^"]*)"/.exec(shown.html)?.[1] ?? '',
  };
  return self;
}

export function encoded(filled: Filled): string {
  const pairs = Object.entries(filled).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return new URLSearchParams(pairs).toString();
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x3D;': '=',
};

function readable(html: string): string {
  const text = html.replace(/<head>.*<\/head>/s, '').replace(/<[^>]*>/g, ' ');
  return unescaped(text).replace(/\s+/g, ' ').trim();
}

function unescaped(html: string): string {
  return html.replace(/&[a-z#0-9]+;/gi, (entity) => entities[entity] ?? entity);
}
