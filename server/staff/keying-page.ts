/** The page that a paper form is keyed on, empty, as it was saved, or with what could not be taken. */

import type { FastifyReply } from 'fastify';
import type { Problem } from '../../surveys/answer-type.ts';
import { encodeAnswer, type Fields, parseForm } from '../../surveys/answers.ts';
import { items } from '../../surveys/instrument.ts';
import { inLanguage } from '../../surveys/text.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import { pinnedInstrument } from '../collection/participation.ts';
import { typedDay } from '../day.ts';
import type { Keying } from '../db/keyings.ts';
import type { PaperForm } from '../db/paper-forms.ts';
import { submittedResponse } from '../db/responses.ts';
import { type FieldModel, inputField, problemLinks } from '../field-models.ts';
import type { Form } from '../form.ts';
import { problemTexts } from '../form-fields.ts';
import { requestLanguage } from '../language.ts';
import { asReading } from '../paper/placing.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';
import { answersOf, dateNames, isUnclear, keyedDate } from './keyed-form.ts';
import { keyingProblems, keyingSections } from './keying-model.ts';
import { keyingWords } from './keying-words.ts';
import { entryPath, type PaperEntry } from './paper-entry.ts';

/** What was saved before, or a form that could not be taken, shown again as it was keyed. */
type Keyed = { readonly begun: Keying | null } | { readonly sent: Form };

/** Keyed for the first time, or put right soon after: that is saved as a whole, and not meanwhile. */
export type Pass = 'first' | 'correction';

export async function keyingPage(
  visitor: Visitor,
  found: PaperEntry,
  keyed: Keyed,
  pass: Pass,
): Promise<FastifyReply> {
  const { services, request } = visitor;
  const { form, participation } = found;
  const { study, participant, wave } = participation;
  const language = requestLanguage(request);
  const say = texts(language);
  const instrument = pinnedInstrument(services, form.instrument, form.instrument_version);
  const sent = 'sent' in keyed ? keyed.sent : null;
  const fields = sent
    ? answersOf(sent)
    : savedFields(services, form, 'begun' in keyed ? keyed.begun : null);
  const problems: Readonly<Record<string, Problem>> = sent
    ? parseForm(fields, items(instrument), 'paper').problems
    : {};
  // The screen shows the form in the language of the paper.
  const paper = { instrument, language: participant.language, firstWave: wave === 1 };
  const sections = keyingSections(paper, fields, problems, say);
  const dates = dateFields(services, found, keyed, language);
  const links = [...(problemLinks(dates) ?? []), ...keyingProblems(sections, say)];
  const answered = await submittedResponse(services.db.study, participant.code, wave);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/keying',
      title: say('staff.keying.title', { code: participant.code }),
      model: {
        code: participant.code,
        wave: inLanguage(study.waves[wave - 1]?.label ?? {}, language),
        instrument: inLanguage(instrument.title, participant.language),
        paperLanguage: participant.language,
        dates,
        days: { from: participant.inclusion_date, to: form.received_on },
        words: keyingWords(say),
        answered: answered !== null,
        unclear: sent !== null && isUnclear(sent),
        sections,
        problems: links.length > 0 ? links : null,
        action: pass === 'first' ? entryPath(form) : `${entryPath(form)}/correction`,
        autosave: pass === 'first' ? `${entryPath(form)}/draft` : '',
      },
    },
    sent ? 422 : 200,
  );
}

function savedFields(services: Services, form: PaperForm, begun: Keying | null): Fields {
  if (!begun) return {};
  const instrument = pinnedInstrument(services, form.instrument, form.instrument_version);
  const { sheet } = asReading(begun);
  return Object.fromEntries(
    items(instrument).map((item) => [item.name, encodeAnswer(sheet[item.name], item)]),
  );
}

function dateFields(
  services: Services,
  found: PaperEntry,
  keyed: Keyed,
  language: string,
): FieldModel[] {
  const say = texts(language);
  const fields = 'sent' in keyed ? keyedDate(services, found, keyed.sent).fields : null;
  const problems = problemTexts(fields, say);
  const saved = 'begun' in keyed && keyed.begun?.written_on;
  return dateNames.map((name) =>
    inputField(name, say(`staff.keying.${name}`), {
      value: fields ? fields.typed[name] : saved ? typedDay(saved) : '',
      problem: problems[name],
      hint: say(`staff.keying.${name}-hint`),
      short: true,
    }),
  );
}
