import type { Routes } from '@angular/router';
import { caseRoutes } from './cases/cases.routes.ts';
import { everyday, office, oneCase, own, wayIn } from './parts/parts.ts';
import { firstPage, mayUse, signedIn } from './shell/guards.ts';

/** Every address of the portal. Each page comes with the part of the portal it is in, when one of it is first opened. */
export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    loadComponent: async () => (await wayIn()).SignInPage,
  },
  {
    path: 'sign-in/with/:trust',
    title: 'Sign in',
    loadComponent: async () => (await wayIn()).SignOnPage,
  },
  {
    // Where the trust's own sign-on sends people back to.
    path: 'sign-in/back/:trust',
    title: 'Signing in',
    loadComponent: async () => (await wayIn()).SignedOnPage,
  },
  {
    // For agencies, who sign in nowhere.
    path: 'acknowledge',
    title: 'Confirm that you have it',
    loadComponent: async () => (await import('./acknowledge/acknowledge.ts')).AcknowledgePage,
  },
  {
    // For whoever was asked to make an account, and has none yet.
    path: 'invitation',
    title: 'Make your account',
    loadComponent: async () => (await import('./invitation/invitation.ts')).InvitationPage,
  },
  {
    path: 'prove',
    title: 'More than a password',
    canActivate: [signedIn],
    loadComponent: async () => (await own()).ProvePage,
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await everyday()).Frame,
    children: [
      { path: '', pathMatch: 'full', canActivate: [firstPage], children: [] },
      {
        path: 'report',
        title: 'Report a concern',
        canActivate: [mayUse('report:create')],
        loadComponent: async () => (await everyday()).ReportPage,
      },
      {
        path: 'duties',
        title: 'My duties',
        canActivate: [mayUse('duty:read')],
        loadComponent: async () => (await everyday()).DutiesPage,
      },
      {
        path: 'cases',
        title: 'Cases',
        canActivate: [mayUse('case:read')],
        children: caseRoutes,
      },
      {
        path: 'shared',
        title: 'Shared with me',
        canActivate: [mayUse('shared:read')],
        loadComponent: async () => (await oneCase()).ShownListPage,
      },
      {
        path: 'shared/:caseId',
        title: 'Shared with me',
        canActivate: [mayUse('shared:read')],
        loadComponent: async () => (await oneCase()).ShownCasePage,
      },
      {
        path: 'late',
        title: 'Late now',
        canActivate: [mayUse('late:read')],
        loadComponent: async () => (await office()).LatePage,
      },
      {
        path: 'late/records',
        title: 'What became late',
        canActivate: [mayUse('late:read')],
        loadComponent: async () => (await office()).LateRecordsPage,
      },
      {
        path: 'changes',
        title: 'Calendars and absences',
        canActivate: [mayUse('change:make')],
        loadComponent: async () => (await office()).ChangesPage,
      },
      {
        path: 'to-confirm',
        title: 'To confirm',
        canActivate: [mayUse('change:confirm')],
        loadComponent: async () => (await office()).ToConfirmPage,
      },
      {
        path: 'people',
        title: 'People',
        canActivate: [mayUse('people:read')],
        loadComponent: async () => (await office()).PeoplePage,
      },
      {
        path: 'people/new',
        title: 'Somebody who joins',
        canActivate: [mayUse('change:make')],
        loadComponent: async () => (await import('./people/joiner.ts')).JoinerPage,
      },
      {
        path: 'people/:personId',
        title: 'Somebody’s posts',
        canActivate: [mayUse('people:read')],
        loadComponent: async () => (await office()).PersonPage,
      },
      {
        path: 'authorities',
        title: 'Local authorities',
        canActivate: [mayUse('change:make')],
        loadComponent: async () => (await office()).AuthoritiesPage,
      },
      {
        path: 'notify',
        title: 'Your own GOV.UK Notify',
        canActivate: [mayUse('carrier:set')],
        loadComponent: async () => (await office()).CarrierPage,
      },
      {
        path: 'signing-in',
        title: 'Signing in',
        canActivate: [mayUse('signIn:set')],
        loadComponent: async () => (await office()).SignInRulesPage,
      },
      {
        path: 'account',
        title: 'My account',
        loadComponent: async () => (await own()).AccountPage,
      },
      {
        path: 'notices',
        title: 'Notices',
        canActivate: [mayUse('notice:read')],
        loadComponent: async () => (await everyday()).NoticesPage,
      },
      {
        // Where a letter leads to which nothing can be attached.
        path: 'diary/:noticeId',
        title: 'For your diary',
        canActivate: [mayUse('notice:read')],
        loadComponent: async () => (await everyday()).DiaryPage,
      },
      {
        path: 'contact',
        title: 'How you are told',
        canActivate: [mayUse('notice:read')],
        loadComponent: async () => (await everyday()).ContactPage,
      },
      {
        path: 'welcome',
        title: 'Welcome',
        loadComponent: async () => (await everyday()).WelcomePage,
      },
      {
        path: 'not-allowed',
        title: 'You may not see this',
        loadComponent: async () => (await everyday()).NotAllowedPage,
      },
      {
        path: '**',
        title: 'Page not found',
        loadComponent: async () => (await everyday()).NotFoundPage,
      },
    ],
  },
];
