/** What stands on every page around the questions: whose form it is, which page, and the marks for a scan. */

import { characterBoxes, characterSize } from './character-boxes.ts';
import type { Drawable, TextStyle } from './drawing.ts';
import { type FormMark, writeMark } from './form-mark.ts';
import { body, cornerMarks, footLine, headLines, headRule, qrPlace, styles } from './page-size.ts';
import type { Setting } from './setting.ts';
import { linesOf } from './text-lines.ts';

export interface FormIdentity {
  /** Null on a blank form, where it is written on by hand. */
  readonly of: { readonly code: string; readonly wave: number; readonly label: string } | null;
  readonly instrument: string;
  readonly version: number;
}

/** The places on a blank form for whose it is; no item has a name with a hyphen. */
export const codeName = 'participant-code';
export const waveName = 'wave-number';

const lengths = { code: 7, wave: 2 } as const;

/** Clear of the marks in the corners. */
const left = body.x + 2;
const right = body.x + body.width - 2;

export function pageFrame(form: FormIdentity, mark: FormMark, setting: Setting): Drawable[] {
  const { say, measure } = setting;
  const { instrument, version } = form;
  const page = say('page.progress', { number: mark.page, of: mark.pages });
  const named = say('paperForm.version', { instrument, version, page });
  const [versionLine = ''] = linesOf(named, qrPlace.x - 4 - left, styles.small, measure);
  const foot = say(mark.page < mark.pages ? 'paperForm.goesOn' : 'paperForm.last');
  return [
    ...cornerMarks.map((area): Drawable => ({ draw: 'ink', ...area })),
    { draw: 'qr', ...qrPlace, text: writeMark(mark) },
    ...(form.of ? whose(form.of, setting) : toWriteOn(setting)),
    line(versionLine, left, headLines[1], styles.small),
    { draw: 'ink', x: body.x, y: headRule, width: body.width, height: 0.2 },
    line(page, left, footLine, styles.strong),
    line(foot, right - measure(foot, styles.plain), footLine, styles.plain),
  ];
}

function line(text: string, x: number, y: number, style: TextStyle): Drawable {
  return { draw: 'text', x, y, text, style };
}

function whose({ code, wave, label }: NonNullable<FormIdentity['of']>, setting: Setting) {
  const { say, measure } = setting;
  const [first] = headLines;
  const codeX = left + measure(say('paperForm.code'), styles.plain) + 2;
  const waveX = codeX + measure(code, styles.heading) + 8;
  const room = qrPlace.x - 4 - waveX;
  const [words = ''] = linesOf(
    say('paperForm.wave', { number: wave, label }),
    room,
    styles.plain,
    measure,
  );
  return [
    line(say('paperForm.code'), left, first, styles.plain),
    line(code, codeX, first, styles.heading),
    line(words, waveX, first, styles.plain),
  ];
}

function toWriteOn({ say, measure }: Setting): Drawable[] {
  const [first] = headLines;
  const top = first - characterSize.height + 2;
  const row = (label: string, item: string, length: number, x: number) => {
    const empty = Array.from({ length }, () => '');
    const boxes = characterBoxes(item, empty, x + measure(label, styles.plain) + 2, top);
    return { end: boxes.end, parts: [line(label, x, first, styles.plain), ...boxes.parts] };
  };
  const code = row(say('paperForm.code'), codeName, lengths.code, left);
  const wave = row(say('paperForm.waveNumber'), waveName, lengths.wave, code.end + 6);
  return [...code.parts, ...wave.parts];
}
