/** The pages of registering a file of people. */

import type { FastifyReply } from 'fastify';
import type { Study } from '../../surveys/study.ts';
import { sendSignedInPage, type Visitor } from '../accounts/signed-in-page.ts';
import type { Identity } from '../enrolment/person.ts';
import type { Registration } from '../enrolment/registration.ts';
import { requestLanguage } from '../language.ts';
import { texts } from '../texts.ts';
import { columnName, type HeaderProblem } from './import-columns.ts';
import { type CsvFile, type FileProblem, mostLines } from './import-file.ts';
import type { CheckedLines } from './import-lines.ts';
import { columnRows, fileText, lineProblemText } from './import-model.ts';
import type { Registering } from './registering.ts';
import { rolesFor } from './registering.ts';
import { roleLabel } from './registration-model.ts';

/** Why no line was looked at. */
type Refusal = FileProblem | 'header' | 'gone';

const statusOf: Readonly<Partial<Record<Refusal, number>>> = { 'too-large': 413, gone: 410 };

interface Header {
  readonly file: CsvFile;
  readonly problems: readonly HeaderProblem[];
}

export function importPage(
  visitor: Visitor,
  registering: Registering,
  refusal: Refusal | null = null,
  line = 0,
  header: Header | null = null,
): FastifyReply {
  const { study, role } = registering;
  const language = requestLanguage(visitor.request);
  const say = texts(language);
  const { importPath, frame } = frameOf(visitor, registering);
  const headerProblems = (header?.problems ?? []).map(({ kind, name }) =>
    say(`imports.header.${kind}`, {
      name: kind === 'missing' ? columnName(name as never, registering, language) : name,
    }),
  );
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/import',
      title: say('imports.title', { role: roleLabel(role, language) }),
      model: {
        ...frame,
        otherRoles: rolesFor(visitor, study)
          .filter((other) => other !== role)
          .map((other) => ({
            href: `${importPath}?role=${other.name}`,
            label: roleLabel(other, language),
          })),
        refusal: refusal ? say(`imports.problem.${refusal}`, { line, max: mostLines }) : '',
        headerProblems,
        read: header ? fileText(header.file, say) : '',
        template: `${importPath}/template?role=${role.name}&lang=${language}`,
        columns: columnRows(registering, language),
      },
    },
    refusal ? (statusOf[refusal] ?? 422) : 200,
  );
}

/** Every line that is not good, and why; nothing of the file was kept. */
export function faultsPage(
  visitor: Visitor,
  registering: Registering,
  { good, faulty }: CheckedLines,
  file: CsvFile | null = null,
): FastifyReply {
  const language = requestLanguage(visitor.request);
  const say = texts(language);
  const { frame } = frameOf(visitor, registering);
  return sendSignedInPage(
    visitor,
    {
      template: 'staff/import-faults',
      title: say('imports.faults.title'),
      model: {
        ...frame,
        read: file ? fileText(file, say) : '',
        summary: say('imports.faults.summary', { faulty: faulty.length, good }),
        rows: faulty
          .toSorted((a, b) => a.number - b.number)
          .map(({ number, name, problems }) => ({
            number,
            name: name || '–',
            problems: problems.map((problem) => lineProblemText(problem, registering, language)),
          })),
      },
    },
    422,
  );
}

/** What a Norwegian name looks like when the letters were read wrongly is seen at once. */
const mostNames = 3;

export function previewPage(
  visitor: Visitor,
  registering: Registering,
  {
    id,
    registrations,
    file,
  }: { id: string; registrations: readonly Registration[]; file: CsvFile },
): FastifyReply {
  const say = texts(requestLanguage(visitor.request));
  const { frame, importPath } = frameOf(visitor, registering);
  const names = registrations.map(({ name }) => name);
  const telling = names.filter((name) => /[^\x20-\x7e]/.test(name));
  return sendSignedInPage(visitor, {
    template: 'staff/import-preview',
    title: say('imports.preview.title'),
    model: {
      ...frame,
      read: fileText(file, say),
      names: [...telling, ...names.filter((name) => !telling.includes(name))].slice(0, mostNames),
      count: registrations.length,
      confirm: `${importPath}/${id}`,
    },
  });
}

export function receiptPage(
  visitor: Visitor,
  study: Study,
  codes: readonly string[],
  identities: ReadonlyMap<string, Identity>,
): FastifyReply {
  const say = texts(requestLanguage(visitor.request));
  return sendSignedInPage(visitor, {
    template: 'staff/import-receipt',
    title: say('imports.receipt.title', { count: codes.length }),
    model: {
      count: codes.length,
      rows: codes.map((code) => ({
        code,
        name: identities.get(code)?.name ?? '–',
        href: `/staff/${study.study}/participants/${code}`,
      })),
      back: `/staff?study=${study.study}`,
    },
  });
}

/** What all pages with the upload form have. */
function frameOf({ request }: Visitor, { study, role }: Registering) {
  const participants = `/staff/${study.study}/participants`;
  const importPath = `${participants}/import`;
  return {
    importPath,
    frame: {
      role: role.name,
      maxLines: mostLines,
      roleLabel: roleLabel(role, requestLanguage(request)),
      action: importPath,
      start: `${importPath}?role=${role.name}`,
      one: `${participants}/new?role=${role.name}`,
      back: `/staff?study=${study.study}`,
    },
  };
}
