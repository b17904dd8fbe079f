import type { Routes } from '@angular/router';
import { mayUse } from '../shell/guards.ts';

export const caseRoutes: Routes = [
  {
    path: '',
    canActivate: [mayUse('case:list')],
    loadComponent: async () => (await import('./case-list.ts')).CaseListPage,
  },
  { path: ':caseId', title: 'Case', loadComponent: async () => (await import('./case.ts')).CasePage },
  {
    path: ':caseId/do/:step',
    title: 'Record what was done',
    loadComponent: async () => (await import('./step-form.ts')).StepFormPage,
  },
];
