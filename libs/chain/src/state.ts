export { caseStateCheck } from './reducer/case-state.ts';
