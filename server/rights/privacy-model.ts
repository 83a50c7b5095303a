/** What a study tells of itself to whoever takes part, out of its own file: who, why, how long. */

import type { Study } from '../../surveys/study.ts';
import { inLanguage } from '../../surveys/text.ts';
import { contactModel } from '../contact-model.ts';
import { dayInWords } from '../day.ts';

export function privacyModel(study: Study, language: string) {
  const { controller, contact, roles, withdrawal } = study;
  const officer = controller?.officer ?? '';
  return {
    study: inLanguage(study.title, language),
    controller: controller?.name ?? contact.name,
    officer,
    officerHref: officer.includes('@') ? `mailto:${officer}` : '',
    purposes: [...new Set(roles.map(({ texts: { why } }) => inLanguage(why, language)))],
    until: dayInWords(study.retention_ends, language),
    leaving: `rights.privacy.leave.${withdrawal}`,
    contact: contactModel(study),
  };
}
