import type { CanMatchFn, Routes } from '@angular/router';
import { id } from '@trustward/contracts';
import { everyday, oneCase } from '../parts/parts.ts';
import { mayUse } from '../shell/guards.ts';

/** A link that was cut short leads to no case, and asking for it would fail for ever. */
const namesCase: CanMatchFn = (_route, [first]) => id.safeParse(first?.path).success;

export const caseRoutes: Routes = [
  {
    path: '',
    canActivate: [mayUse('case:list')],
    loadComponent: async () => (await everyday()).CaseListPage,
  },
  {
    path: ':caseId',
    title: 'Case',
    canMatch: [namesCase],
    loadComponent: async () => (await oneCase()).CasePage,
  },
  {
    path: ':caseId/share',
    title: 'Let a colleague see a part of a case',
    canMatch: [namesCase],
    canActivate: [mayUse('case:share')],
    loadComponent: async () => (await oneCase()).SharePage,
  },
  {
    path: ':caseId/do/:step',
    title: 'Record what was done',
    canMatch: [namesCase],
    loadComponent: async () => (await oneCase()).StepFormPage,
  },
  {
    path: '**',
    title: 'Page not found',
    loadComponent: async () => (await everyday()).NotFoundPage,
  },
];
