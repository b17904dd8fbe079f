import type { Chain, Refusal } from '@trustward/chain';

/**
 * A case about an adult or an institution must be kept from whom it is about, and no form names them yet. Opened all the
 * same, it would be closed to nobody.
 */
export const isUnnamed = ({ about }: Pick<Chain, 'about'>): boolean =>
  about === 'adult' || about === 'institution';

export const SUBJECT_UNNAMED: Refusal = {
  code: 'subjectUnnamed',
  sentence:
    'This opens a case about an adult, which cannot be kept from that adult here yet. Ring the Designated Officer of the local authority now. Nothing has been recorded, and nothing you wrote is lost.',
};
