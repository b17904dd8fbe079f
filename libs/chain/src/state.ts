export { LATEST, caseStateCheck } from './reducer/case-state.ts';
