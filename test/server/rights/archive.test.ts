/** A copy of data holds everything that is held: of every row under a code, every cell, but for keys and others' data. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choosePassword, createAccount } from '../../../server/accounts/accounts.ts';
import type { AnyDb } from '../../../server/db/migrations/columns.ts';
import { participantByCode } from '../../../server/db/participants.ts';
import { changeState } from '../../../server/enrolment/state-change.ts';
import { dataArchive } from '../../../server/rights/archive.ts';
import { makeDataCopy } from '../../../server/rights/data-copy.ts';
import { answerOnWeb } from '../../support/answering.ts';
import { type TestApp, testApp, wholeStudies } from '../../support/app.ts';
import { homeKinds, testHomes } from '../../support/homes.ts';
import { invite, register } from '../../support/participants.ts';
import { type Unzipped, unzipped } from '../../support/unzipped.ts';

/** Keys, hashes and fingerprints: what opens or proves something, and tells nothing of the person. */
const keys = [
  ...['person.email_index', 'person.phone_index', 'consent.text_sha256', 'consent_scan.sha256'],
  ...['outbox.token_sealed', 'data_copy.token_hash', 'data_copy.nonce', 'person_name.prefix_index'],
  ...['participant.event_key', 'link.token_hash', 'saved_page.nonce', 'visit.cookie_hash'],
  ...['event.previous_hash', 'event.hash'],
];

/** Data of other people: accounts, and the job specialist of a candidate. */
const others = [
  ...['consent.recorded_by', 'consent_scan.scanned_by', 'note.written_by', 'data_copy.made_by'],
  ...['event.actor', 'participant_change.recorded_by', 'task.opened_by', 'task.done_by'],
  ...[
    'response.keyed_by',
    'participant.followed_by',
    'paper_form.logged_by',
    'paper_form.decided_by',
  ],
  ...['keying.keyed_by', 'keying_decision.decided_by', 'code_correction.proposed_by'],
  ...['code_correction.decided_by', 'code_correction.from_code'],
];

/** What is written as it is sealed, and stands in the archive opened. */
const opened: Readonly<Record<string, string>> = {
  'person.name_sealed': 'Åse Bråthen',
  'person.email_sealed': 'ase.brathen@post.example',
  'person.phone_sealed': '91 82 73 64',
  'person.address_sealed': 'Kaiveien 9, 9008 Tromsø',
  'note.text_sealed': 'Ringte. Vil ha brevet i stor skrift.',
};

const scan = Buffer.from('%PDF-1.7 the signed form');

const homes = testHomes();

describe.each(homeKinds)('on %s', (kind) => {
  let t: TestApp;
  let code: string;
  let other: string;
  let staff: string;
  let archive: Unzipped;

  beforeAll(async () => {
    t = await testApp({ home: await homes.fresh(kind) });
    staff = await coordinator();
    code = await register(t, {
      ...{ name: 'Åse Bråthen', email: 'ase.brathen@post.example', phone: '91 82 73 64' },
      address: 'Kaiveien 9, 9008 Tromsø',
    });
    other = await register(t, { name: 'Siv Aune', email: 'siv.aune@post.example' });
    await invite(t, code);
    await answerOnWeb(t, code, 1, { gender: '1', age: '34', jm02: '1', jm40: '7' });
    await changeState(t.services, { code, state: 'paused', fromOn: '2018-02-27', actor: staff });
    await plantRows();
    archive = await archiveOf(code);
  });
  afterAll(() => t.close());

  test('every cell of every row under the code is in it', async () => {
    const { registry, study } = t.services.db;
    const missing: string[] = [];
    const empty: string[] = [];
    for (const db of [registry, study] as unknown as AnyDb[])
      for (const table of await tablesAboutPeople(db)) {
        const rows = await rowsAbout(db, table);
        if (rows.length === 0) empty.push(table);
        for (const row of rows)
          for (const [column, value] of Object.entries(row))
            if (!isHandedOver(`${table}.${column}`, value)) missing.push(`${table}.${column}`);
      }
    expect({ missing, empty }).toEqual({ missing: [], empty: [] });
  });

  test('the signed form is in it as it was scanned, and named', () => {
    expect(Buffer.from(archive.files['samtykke-1.pdf'] ?? [])).toEqual(scan);
    expect(archive.text('les-meg.html')).toContain('samtykke-1.pdf');
    expect(Object.keys(archive.files).sort()).toEqual([
      'data.json',
      'les-meg.html',
      'samtykke-1.pdf',
    ]);
  });

  test('nobody else is in it: no account, no other participant, no key of the house', async () => {
    const whole = archive.text('les-meg.html') + archive.text('data.json');
    const person = await t.services.db.registry
      .selectFrom('person')
      .selectAll()
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    for (const secret of [staff, other, 'Siv', 'liv@nav.example', person.name_sealed])
      expect(whole).not.toContain(secret);
  });

  async function coordinator(): Promise<string> {
    const given = { email: 'liv@nav.example', role: 'coordinator', actor: 'system' } as const;
    const access = wholeStudies(t.services);
    const token = await createAccount(t.services, { ...given, access });
    await choosePassword(t.services, {
      ...{ token: token ?? '', password: 'fjell og fjord 1814', email: null },
    });
    const row = await t.services.db.registry.selectFrom('account').select('id').executeTakeFirst();
    return row?.id ?? '';
  }

  async function archiveOf(about: string): Promise<Unzipped> {
    const participant = await participantByCode(t.services.db.study, about);
    const study = t.services.definitions.study('jobbspesialist');
    if (!participant || !study) throw new Error('nobody is there');
    return unzipped(await dataArchive(t.services, { study, language: 'nb' }, participant));
  }

  /** Rows of what other parts of the house write, each value like no other. */
  async function plantRows(): Promise<void> {
    const { registry, study } = t.services.db;
    const seal = (text: string, table: string, column: string, row: string) =>
      t.services.sealer.seal(text, { table, column, row });
    const consent = await registry
      .selectFrom('consent')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    await registry
      .insertInto('consent_answer')
      .values({ consent_id: consent.id, item: 'contact-again', agreed: 0 })
      .onConflict((conflict) => conflict.columns(['consent_id', 'item']).doUpdateSet({ agreed: 0 }))
      .execute();
    await registry
      .insertInto('consent_scan')
      .values({
        ...{ id: 'scan-one', consent_id: consent.id, code, media_type: 'application/pdf' },
        ...{ bytes: scan.length, sha256: 'digest', scanned_by: staff },
        body_sealed: seal(scan.toString('base64'), 'consent_scan', 'body', 'scan-one'),
        scanned_at: '2018-03-01T11:11:11.111Z',
      })
      .execute();
    await registry
      .insertInto('note')
      .values({
        ...{ id: 'note-one', code, kind: 'phone', written_by: staff },
        text_sealed: seal(opened['note.text_sealed'] ?? '', 'note', 'text', 'note-one'),
        written_at: '2018-03-01T12:12:12.121Z',
      })
      .execute();
    await makeDataCopy(t.services, {
      ...{ code, nonce: 'n'.repeat(26), check: 'document', delivery: 'letter', actor: staff },
    });
    await study
      .insertInto('withdrawal_follow_up')
      .values({ code, meaning: 'keep', finished_at: '2018-03-01T15:15:15.151Z' })
      .execute();
    await study
      .insertInto('task')
      .values({
        ...{ id: 'task-one', study: 'jobbspesialist', code, kind: 'phone', wave: 2 },
        ...{ due_on: '2018-05-17', opened_at: '2018-03-01T13:13:13.131Z', opened_by: staff },
        ...{ done_at: '2018-03-01T14:14:14.141Z', done_by: staff, outcome: 'not-reached' },
      })
      .execute();
    await study
      .updateTable('participant')
      .set({ followed_by: other })
      .where('code', '=', code)
      .execute();
    const { id: response_id } = await study
      .selectFrom('response')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    const form_id = 'form-one';
    await study
      .insertInto('paper_form')
      .values({
        ...{ id: form_id, code, wave: 1, instrument: 'job-mastery', instrument_version: 1 },
        ...{ received_on: '2018-03-04', logged_at: '2018-03-04T08:08:08.081Z', logged_by: staff },
        ...{ keyings: 2, settled_at: '2018-03-04T09:09:09.091Z', outcome: 'set-aside' },
        ...{ decided_at: '2018-03-04T10:10:10.101Z', decided_by: staff },
      })
      .execute();
    await study
      .insertInto('keying')
      .values({
        ...{ id: 'keying-one', form_id, ordinal: 2, keyed_by: staff, written_on: '2018-03-03' },
        ...{ sheet: '{"age":{"value":53}}', begun_at: '2018-03-04T08:10:10.101Z' },
        ...{ saved_at: '2018-03-04T08:11:11.111Z', finished_at: '2018-03-04T08:12:12.121Z' },
      })
      .execute();
    const decided = { decided_at: '2018-03-04T09:08:08.081Z', decided_by: staff };
    await study
      .insertInto('keying_decision')
      .values({ ...{ form_id, field: 'age', answer: '{"value":35}' }, ...decided })
      .execute();
    await study
      .insertInto('replaced_response')
      .values({ response_id, form_id, submitted_at: '2018-03-01T16:16:16.161Z' })
      .execute();
    await study
      .insertInto('code_correction')
      .values({
        ...{ id: 'correction-one', form_id, from_code: other, from_wave: 3, to_code: code },
        ...{ to_wave: 1, proposed_at: '2018-03-04T08:09:09.091Z', proposed_by: staff },
        ...{ ...decided, outcome: 'confirmed' },
      })
      .execute();
    await study
      .insertInto('data_cut')
      .values({
        ...{
          id: 'cut-one',
          study: 'jobbspesialist',
          number: 1,
          cut_on: '2018-03-04',
          waves: '[1]',
        },
        ...{ included_until: '2018-03-04', eligible: 'included', definition: '{}' },
        ...{ begun_at: '2018-03-04T08:00:00.000Z', begun_by: staff, locked_at: null },
        ...{ participants: null, instruments: null, sha256: null },
      })
      .execute();
    await study
      .insertInto('data_cut_record')
      .values({
        ...{ cut_id: 'cut-one', code, role: 'candidate', record: '{"responses":[]}' },
        altered_at: '2018-03-04T11:11:11.111Z',
      })
      .execute();
    await study
      .insertInto('participant_change')
      .values({
        ...{ id: 'change-one', code, kind: 'followed-by', previous: null, value: other },
        ...{ from_on: '2018-02-03', recorded_at: '2018-03-01T15:15:15.151Z', recorded_by: staff },
      })
      .execute();
  }

  /** Tables with a code, and those that hang on one of them. */
  async function tablesAboutPeople(db: AnyDb): Promise<string[]> {
    const about = ['code', 'consent_id', 'response_id', 'form_id'];
    return (await db.introspection.getTables())
      .filter(({ columns }) => columns.some(({ name }) => about.includes(name)))
      .map(({ name }) => name);
  }

  async function rowsAbout(db: AnyDb, table: string): Promise<Record<string, unknown>[]> {
    const rows = (await db.selectFrom(table).selectAll().execute()) as Record<string, unknown>[];
    const ids = [code];
    for (const [owner, key] of [
      ['consent', 'consent_id'],
      ['response', 'response_id'],
      ['paper_form', 'form_id'],
    ] as const)
      if (rows.some((row) => key in row && !('code' in row)))
        ids.push(
          ...(await db.selectFrom(owner).selectAll().where('code', '=', code).execute()).map(
            ({ id }) => String(id),
          ),
        );
    return rows.filter((row) =>
      ids.includes(String(row.code ?? row.consent_id ?? row.response_id ?? row.form_id)),
    );
  }

  function isHandedOver(place: string, value: unknown): boolean {
    if (value === null || keys.includes(place) || others.includes(place)) return true;
    if (place === 'consent_scan.body_sealed') return 'samtykke-1.pdf' in archive.files;
    if (place === 'participant_change.value' && value === other) return true;
    const json = JSON.stringify(JSON.parse(archive.text('data.json')));
    if (
      [
        ...['response.sheet', 'keying.sheet', 'keying_decision.answer', 'event.detail'],
        'data_cut_record.record',
      ].includes(place)
    )
      return Object.entries(JSON.parse(String(value)) as Record<string, unknown>).every(
        ([name, fact]) =>
          fact === other || json.includes(`${JSON.stringify(name)}:${JSON.stringify(fact)}`),
      );
    const [, column = ''] = place.split('.');
    const told = opened[place] ?? value;
    const name = column.replace(/_sealed$/, '');
    return json.includes(`${JSON.stringify(name)}:${JSON.stringify(told)}`);
  }
});
