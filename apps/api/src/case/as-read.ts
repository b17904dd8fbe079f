import type { Instant } from '@trustward/chain';
import type { NoMistake, ReportedByMistake } from '@trustward/contracts';

/** When that was asked which a person answers, as the reducer takes it. */
export const answering = ({ asked }: Pick<NoMistake, 'asked'>): { readonly asked?: Instant } =>
  asked === undefined ? {} : { asked: Date.parse(asked) };

/** What a person had read of the case, as the reducer takes it. */
export const asRead = ({ owed, known, ...given }: Pick<ReportedByMistake, 'owed' | 'known' | 'asked'>) => ({
  ...{ owed, ...(known !== undefined && { known }) },
  ...answering(given),
});
