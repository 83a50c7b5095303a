/** What stands out in the answers, as the page shows it: counts first, and of each list a page at a time. */

import type { Finding, Place } from '../analysis/quality/check.ts';
import type { CheckName, CheckResult, Quality } from '../analysis/quality/index.ts';
import { dayInWords } from '../day.ts';
import type { Speaker } from './speaker.ts';

/** What the page is asked to show, and its addresses. */
interface Asked {
  /** The name of one check; undefined for all. */
  readonly only: unknown;
  readonly page: number;
  response(place: Place): string;
  list(check: CheckName, page: number): string;
}

/** As many as can be looked through; the rest is on pages of their own. */
const pageSize = 100;

export function dataQualityModel({ responses, checks }: Quality, speak: Speaker, asked: Asked) {
  const { say, number } = speak;
  const shown = checks.filter(({ check }) => asked.only === undefined || check === asked.only);
  return {
    responses: number.whole(responses),
    summary: shown.map(({ check, of, findings }) => ({
      id: findings.length > 0 ? check : '',
      title: say(`dataQuality.check.${check}.title`),
      count: say('dataQuality.count', { count: findings.length, of }),
      share: number.percent(of === 0 ? null : findings.length / of, 1),
    })),
    lists: shown
      .filter(({ findings }) => findings.length > 0)
      .map((result) => listModel(result, speak, asked)),
    methods: shown.map(({ check }) => ({
      title: say(`dataQuality.check.${check}.title`),
      text: say(`dataQuality.check.${check}.method`),
    })),
  };
}

function listModel({ check, of, findings }: CheckResult, speak: Speaker, asked: Asked) {
  const { say } = speak;
  const pages = Math.ceil(findings.length / pageSize);
  const page = Math.min(asked.only === check ? asked.page : 1, pages);
  const begins = (page - 1) * pageSize;
  return {
    id: check,
    isOpen: asked.only === check,
    title: say(`dataQuality.check.${check}.title`),
    text: say(`dataQuality.check.${check}.text`),
    count: say('dataQuality.count', { count: findings.length, of }),
    rows: findings
      .slice(begins, begins + pageSize)
      .map((finding) => rowModel(check, finding, speak, asked)),
    pages: {
      ...{ page, pages },
      previous: page > 1 ? asked.list(check, page - 1) : '',
      next: page < pages ? asked.list(check, page + 1) : '',
    },
  };
}

function rowModel(check: CheckName, finding: Finding, speak: Speaker, asked: Asked) {
  const { say, language } = speak;
  return {
    href: asked.response(finding),
    code: finding.code,
    wave: speak.wave(finding.wave),
    day: dayInWords(finding.day, language),
    channel: say(`research.channel.${finding.channel}`),
    what: say(`dataQuality.check.${check}.found`, factsText(finding.facts, speak)),
    beside: finding.beside.map((place) => ({
      href: asked.response(place),
      text: `${place.code}, ${speak.wave(place.wave)}`,
    })),
  };
}

/** Counts stay numbers, for words that depend on them. */
function factsText(facts: Finding['facts'], { number }: Speaker): Finding['facts'] {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'number' && !Number.isInteger(fact) ? number.decimal(fact, 1) : fact,
    ]),
  );
}
