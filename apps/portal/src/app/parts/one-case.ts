/** A case, what is done in it, and what a colleague lets one see of it. */
export { CasePage } from '../cases/case.ts';
export { SharePage } from '../cases/share.ts';
export { StepFormPage } from '../cases/step-form.ts';
export { ShownCasePage } from '../shown/shown-case.ts';
export { ShownListPage } from '../shown/shown-list.ts';
