/** Files of made-up candidates, as a coordinator's spreadsheet saves them. */

export const headings = [
  ...['Navn', 'E-post', 'Telefon', 'Svarer på', 'Gruppe', 'Sted', 'Dato for samtykke'],
  ...['Svare på skjemaene', 'Koble svarene med opplysninger fra NAV'],
  ...['Bli spurt om å være med i nye studier', 'Svarene kan lagres i et arkiv uten navn'],
  'Annen person',
] as const;

export type Heading = (typeof headings)[number];

/** Bjørn Åsheim in Harstad; a test changes what it is about. */
export function line(changes: Partial<Record<Heading, string>> = {}, delimiter = ';'): string {
  const cells: Record<Heading, string> = {
    Navn: 'Bjørn Åsheim',
    'E-post': 'bjorn@post.example',
    Telefon: '',
    'Svarer på': '',
    Gruppe: 'Kvalifiseringsprogrammet',
    Sted: 'Harstad',
    'Dato for samtykke': '01.02.2018',
    'Svare på skjemaene': 'ja',
    'Koble svarene med opplysninger fra NAV': 'nei',
    'Bli spurt om å være med i nye studier': 'ja',
    'Svarene kan lagres i et arkiv uten navn': 'nei',
    'Annen person': '',
    ...changes,
  };
  return headings.map((name) => cells[name]).join(delimiter);
}

export function file(lines: readonly string[], delimiter = ';'): string {
  return [headings.join(delimiter), ...lines, ''].join('\r\n');
}

/** As Norwegian spreadsheets on Windows save: one byte for each letter. */
export function windows1252(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

export function utf16(text: string, order: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'LE' ? bytes : bytes.swap16();
}
