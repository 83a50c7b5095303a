/** The blank forms that an account can print, by study and role. */

import { inLanguage } from '../../surveys/text.ts';
import { studiesOf } from '../accounts/scope.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import { instrumentOf } from '../collection/participation.ts';
import { blankFormsOf } from '../paper/printed-form.ts';
import type { Services } from '../services.ts';
import { texts } from '../texts.ts';

export function blankFormLinks(services: Services, signedIn: SignedIn, language: string) {
  const say = texts(language);
  return studiesOf(services, signedIn).flatMap((study) =>
    study.roles.map((role) => {
      const instrument = instrumentOf(services, role);
      return {
        title: inLanguage(instrument.title, language),
        who: `${inLanguage(study.title, language)} · ${inLanguage(role.label, language)}`,
        links: blankFormsOf(instrument).flatMap((form, _, all) =>
          instrument.languages.map((paper) => ({
            href: `/staff/${study.study}/forms/${role.name}/${form}/form.pdf?lang=${paper}`,
            text: [
              ...(all.length > 1 ? [say(`staff.paper.blank.${form}`)] : []),
              texts(paper)('language.name'),
            ].join(', '),
          })),
        ),
      };
    }),
  );
}
