/** From the text of a study file to a study, or to every fault in it by line and column. */

import type { PlanProcedures } from './analysis-plan.ts';
import { parseDate } from './dates.ts';
import type { FindInstrument } from './instrument.ts';
import { languageFaults } from './language-faults.ts';
import { messageFaults } from './message-faults.ts';
import { planFaults } from './plan-faults.ts';
import { type Study, StudySchema } from './study.ts';
import { type Fault, type Loaded, type Path, readYaml } from './yaml-file.ts';

type At = (path: Path, message: string) => Fault;

export function loadStudy(
  text: string,
  fileName: string,
  find: FindInstrument,
  procedures: PlanProcedures,
): Loaded<Study> {
  const file = readYaml(text, fileName);
  const malformed = file.faults.length > 0 ? file.faults : file.schemaFaults(StudySchema);
  if (malformed.length > 0) return { faults: malformed };

  const study = file.value as Study;
  const faults = [
    ...nameFaults(study, file.fault),
    ...roleFaults(study, file.fault, find),
    ...messageFaults(study, file.fault),
    ...askFaults(study, file.fault),
    ...archiveFaults(study, file.fault),
    ...dateFaults(study, file.fault),
    ...timeZoneFaults(study, file.fault),
    ...waveFaults(study, file.fault),
    ...planFaults(study, file.fault, find, procedures),
    ...languageFaults(study, study.languages, file.fault),
  ];
  return faults.length > 0 ? { faults } : { value: study };
}

function nameFaults(study: Study, at: At): Fault[] {
  const lists = ['sites', 'arms', 'teams', 'roles'] as const;
  const repeated = lists.flatMap((list) =>
    study[list].flatMap(({ name }, i, all) =>
      all.findIndex((other) => other.name === name) < i
        ? [at([list, i, 'name'], `the name "${name}" stands twice`)]
        : [],
    ),
  );
  const sites = study.sites.map((site) => site.name);
  const nowhere = study.arms.flatMap((arm, a) =>
    arm.sites.flatMap((site, s) =>
      sites.includes(site) ? [] : [at(['arms', a, 'sites', s], `there is no site "${site}"`)],
    ),
  );
  return [...repeated, ...nowhere];
}

function roleFaults(study: Study, at: At, find: FindInstrument): Fault[] {
  return study.roles.flatMap((role, r) => {
    const faults: Fault[] = [];
    if (!find(role.instrument, role.instrument_version))
      faults.push(
        at(
          ['roles', r, 'instrument'],
          `there is no instrument "${role.instrument}" version ${role.instrument_version}`,
        ),
      );
    const dates =
      typeof role.anchor === 'object' && 'dates' in role.anchor ? role.anchor.dates : null;
    if (dates && dates.length !== study.waves.length)
      faults.push(
        at(
          ['roles', r, 'anchor', 'dates'],
          `there must be as many dates as waves: ${study.waves.length}, not ${dates.length}`,
        ),
      );
    if (dates?.some((date, i) => i > 0 && date <= (dates[i - 1] ?? '')))
      faults.push(at(['roles', r, 'anchor', 'dates'], 'the dates must follow each other'));
    if (role.followed_by && !study.roles.some(({ name }) => name === role.followed_by))
      faults.push(at(['roles', r, 'followed_by'], `there is no role "${role.followed_by}"`));
    if (role.belongs_to.includes('team') && study.teams.length === 0)
      faults.push(at(['roles', r, 'belongs_to'], 'the study has no teams'));
    return faults;
  });
}

function archiveFaults({ archive_consent, consent_texts }: Study, at: At): Fault[] {
  const isAsked = consent_texts.some(({ asks }) =>
    asks?.some(({ name }) => name === archive_consent),
  );
  return archive_consent === undefined || isAsked
    ? []
    : [at(['archive_consent'], `no consent text asks "${archive_consent}"`)];
}

/** Nobody may be in the study without having said yes to something, and each thing is asked once. */
function askFaults(study: Study, at: At): Fault[] {
  return study.consent_texts.flatMap(({ asks }, c) => {
    if (!asks) return [];
    const path = ['consent_texts', c, 'asks'];
    const names = asks.map(({ name }) => name);
    const twice = names.findIndex((name, a) => names.indexOf(name) < a);
    return [
      ...(asks.some(({ required }) => required) ? [] : [at(path, 'one of them must be required')]),
      ...(twice < 0 ? [] : [at([...path, twice], `the name "${names[twice]}" stands twice`)]),
    ];
  });
}

function dateFaults(study: Study, at: At): Fault[] {
  const dates: [Path, string][] = [
    [['retention_ends'], study.retention_ends],
    ...study.consent_texts.map((c, i): [Path, string] => [['consent_texts', i, 'from'], c.from]),
    ...study.roles.flatMap(({ anchor }, r): [Path, string][] => {
      if (anchor === 'inclusion') return [];
      const path = ['roles', r, 'anchor'];
      return 'date' in anchor
        ? [[[...path, 'date'], anchor.date]]
        : anchor.dates.map((date, i) => [[...path, 'dates', i], date]);
    }),
  ];
  const disorder = study.consent_texts.flatMap(({ from }, i, texts) =>
    i > 0 && from <= (texts[i - 1]?.from ?? '')
      ? [at(['consent_texts', i, 'from'], 'consent texts stand in the order they came into force')]
      : [],
  );
  const impossible = dates.flatMap(([path, date]) =>
    parseDate(date) ? [] : [at(path, `there is no date ${date}`)],
  );
  return [...impossible, ...disorder];
}

function timeZoneFaults({ time_zone }: Study, at: At): Fault[] {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(time_zone);
    return [];
  } catch {
    return [at(['time_zone'], `there is no time zone "${time_zone}"`)];
  }
}

/** Waves follow each other, and each window opens, becomes late and closes in that order. */
function waveFaults(study: Study, at: At): Fault[] {
  const order = study.waves.flatMap(({ months }, w) =>
    w > 0 && months <= (study.waves[w - 1]?.months ?? 0)
      ? [at(['waves', w, 'months'], 'a wave must come later than the one before it')]
      : [],
  );
  const windows: [Path, Study['window']][] = [
    [['window'], study.window],
    ...study.waves.flatMap(({ window }, w): [Path, Study['window']][] =>
      window ? [[['waves', w, 'window'], window]] : [],
    ),
  ];
  const shape = windows.flatMap(([path, { opens, late, closes, reminders }]) =>
    opens < late && late <= closes && reminders.every((day) => day > opens && day < closes)
      ? []
      : [at(path, 'a window opens, is late and closes in that order, with reminders in between')],
  );
  const disorder = windows.flatMap(([path, { reminders }]) =>
    reminders.some((day, i) => i > 0 && day <= (reminders[i - 1] ?? day))
      ? [at([...path, 'reminders'], 'reminders follow each other, each on a day of its own')]
      : [],
  );
  return [...order, ...shape, ...disorder];
}
