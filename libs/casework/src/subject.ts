import type { Chain, Refusal } from '@trustward/chain';
import type { Opening } from './open.ts';

type About = Pick<Chain, 'about'>;

/**
 * A case must be kept from whom it is about, and no form names anybody but a child yet. Opened all the same, it would be
 * closed to nobody. About nobody is only what comes with the calendar; a case that another opens has its child from there.
 */
export const isUnnamed = ({ about }: About, { by, parent, header }: Opening): boolean =>
  about === 'child'
    ? parent !== undefined && header === null
    : about !== 'information' || by !== null || parent !== undefined;

/** Whether a step of one would open the other so: only a case that may have a child to give opens one about a child. */
export const opensUnnamed = (opener: About, opened: About): boolean =>
  opened.about !== 'child' || opener.about === 'information';

export const SUBJECT_UNNAMED: Refusal = {
  code: 'subjectUnnamed',
  sentence:
    'This opens a case about an adult, which cannot be kept from that adult here yet. Ring the Designated Officer of the local authority now. Nothing has been recorded, and nothing you wrote is lost.',
};
