/** The name a file is saved under: the files of a study name each other by it. */

import type { Study, StudyRole } from '../../surveys/study.ts';

/** For example jobbspesialist-candidate-wide.csv. */
export function fileName(study: Study, role: StudyRole, file: string): string {
  return `${study.study}-${role.name}-${file}`;
}
