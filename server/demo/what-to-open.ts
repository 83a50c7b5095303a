/** What the demo tells whoever started it: the same on the page, in the terminal and as JSON. */

import { startPages } from '../accounts/guard.ts';
import { longDayInWords } from '../day.ts';
import { texts } from '../texts.ts';
import type { DemoAccount } from './accounts.ts';
import type { DemoLink } from './links.ts';

export interface WhatToOpen {
  readonly url: string;
  readonly study: string;
  /** The date that the demo's calendar showed when it was ready. */
  readonly today: string;
  readonly accounts: readonly DemoAccount[];
  readonly links: readonly DemoLink[];
  /** Codes whose paper form can be keyed in. */
  readonly formsToKey: readonly string[];
  readonly apiToken: string;
}

/** One line, for scripts. */
export function asJson({ url, study, accounts, links, apiToken }: WhatToOpen): string {
  return JSON.stringify({
    url,
    study,
    accounts: accounts.map(({ role, email, password }) => ({ role, email, password })),
    links: links.map(({ code, wave, instrument, url }) => ({ code, wave, instrument, url })),
    apiToken,
  });
}

/** Everything in words, for the page and the terminal to lay out. */
export function inWords(what: WhatToOpen, language: string) {
  const say = texts(language);
  const { url, study, accounts, links, formsToKey, apiToken } = what;
  return {
    today: say('demo.today', { day: longDayInWords(what.today, language) }),
    pages: [
      { text: say('demo.pages.mails'), href: `${url}/demo/mails` },
      { text: say('demo.pages.signIn'), href: `${url}/sign-in` },
      { text: say('demo.report.title'), href: `${url}/demo/report` },
    ],
    accounts: accounts.map(({ role, email, password, site }) => ({
      role: say(site ? 'demo.role.one-site' : `demo.role.${role}`),
      email,
      password,
      start: startPages[role],
    })),
    links: links.map(({ code, wave, role, state, url }) => ({
      code,
      url,
      who: say(`demo.who.${role}`),
      wave,
      state: say(`demo.state.${state}`),
    })),
    formsToKey: formsToKey.join(', '),
    curl: `curl -H "Authorization: Bearer ${apiToken}" ${url}/research/${study}/exports/wide.csv`,
  };
}

const linksInTerminal = 3;

/** For the terminal: enough to begin with; the rest stands on the page. */
export function asText(what: WhatToOpen): string {
  const say = texts('en');
  const { today, pages, accounts, links, formsToKey, curl } = inWords(what, 'en');
  const specialist = what.links.findIndex(({ role }) => role === 'job-specialist');
  const some = [...links.slice(0, linksInTerminal), ...links.slice(specialist, specialist + 1)];
  return [
    `${say('demo.title')}: ${what.url}/demo`,
    `${today} ${say('demo.madeUp')}`,
    ...section(say('demo.pages.title'), columns(pages.map(({ text, href }) => [text, href]))),
    ...section(
      say('demo.accounts'),
      columns(
        accounts.map(({ role, email, password, start }) => [
          role,
          email,
          password,
          `${what.url}${start}`,
        ]),
      ),
    ),
    ...section(
      say('demo.links'),
      columns(
        some.map(({ url, code, who, wave, state }) => [
          url,
          `${who} ${code}, ${say('demo.wave', { wave })}: ${state}`,
        ]),
      ),
    ),
    ...section(say('demo.keying'), [formsToKey]),
    ...section(say('demo.api'), [curl]),
    '',
    say('demo.stop'),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', title, ...lines.map((line) => `  ${line}`)];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
