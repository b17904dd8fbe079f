export { caseWorkflow } from './case/case.workflow.ts';
export { changeWorkflow } from './change/change.workflow.ts';
export { deliverWorkflow } from './delivery/deliver.workflow.ts';
export { routineWorkflow } from './upkeep/routine.workflow.ts';
export { reconcileWorkflow } from './upkeep/reconcile.workflow.ts';
