/** A sample model: enough for one template to render one of its faces. */

import type { Page } from '../../../server/render.ts';

export type Sample = Page<object>;

/** Stands wherever a page shows words from outside, so that a hole in the escaping shows. */
export const odd = 'Å <b>"lese"</b> & \'skrive\'';
