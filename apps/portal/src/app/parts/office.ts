/** What the trust's leaders and its central team look after. */
export { AuthoritiesPage } from '../authorities/authorities.ts';
export { CarrierPage } from '../carrier/carrier.ts';
export { ChangesPage } from '../changes/changes.ts';
export { ToConfirmPage } from '../changes/to-confirm.ts';
export { LatePage } from '../late/late.ts';
export { LateRecordsPage } from '../late/late-records.ts';
export { PeoplePage } from '../people/people.ts';
export { PersonPage } from '../people/person.ts';
export { SignInRulesPage } from '../sign-in-rules/sign-in-rules.ts';
