import type { Routes } from '@angular/router';
import { firstPage, mayUse, signedIn } from './shell/guards.ts';

/** Every address of the portal. Each page is a chunk of its own, fetched when it is first opened. */
export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    loadComponent: async () => (await import('./sign-in/sign-in.ts')).SignInPage,
  },
  {
    path: 'sign-in/with/:trust',
    title: 'Sign in',
    loadComponent: async () => (await import('./sign-on/sign-on.ts')).SignOnPage,
  },
  {
    // Where the trust's own sign-on sends people back to.
    path: 'sign-in/back/:trust',
    title: 'Signing in',
    loadComponent: async () => (await import('./sign-on/signed-on.ts')).SignedOnPage,
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
    loadComponent: async () => (await import('./prove/prove.ts')).ProvePage,
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./shell/frame.ts')).Frame,
    children: [
      { path: '', pathMatch: 'full', canActivate: [firstPage], children: [] },
      {
        path: 'report',
        title: 'Report a concern',
        canActivate: [mayUse('report:create')],
        loadComponent: async () => (await import('./report/report.ts')).ReportPage,
      },
      {
        path: 'duties',
        title: 'My duties',
        canActivate: [mayUse('duty:read')],
        loadComponent: async () => (await import('./duties/duties.ts')).DutiesPage,
      },
      {
        path: 'cases',
        title: 'Cases',
        canActivate: [mayUse('case:read')],
        loadChildren: async () => (await import('./cases/cases.routes.ts')).caseRoutes,
      },
      {
        path: 'shared',
        title: 'Shared with me',
        canActivate: [mayUse('shared:read')],
        loadComponent: async () => (await import('./shown/shown-list.ts')).ShownListPage,
      },
      {
        path: 'shared/:caseId',
        title: 'Shared with me',
        canActivate: [mayUse('shared:read')],
        loadComponent: async () => (await import('./shown/shown-case.ts')).ShownCasePage,
      },
      {
        path: 'late',
        title: 'Late now',
        canActivate: [mayUse('late:read')],
        loadComponent: async () => (await import('./late/late.ts')).LatePage,
      },
      {
        path: 'late/records',
        title: 'What became late',
        canActivate: [mayUse('late:read')],
        loadComponent: async () => (await import('./late/late-records.ts')).LateRecordsPage,
      },
      {
        path: 'changes',
        title: 'Calendars and absences',
        canActivate: [mayUse('change:make')],
        loadComponent: async () => (await import('./changes/changes.ts')).ChangesPage,
      },
      {
        path: 'to-confirm',
        title: 'To confirm',
        canActivate: [mayUse('change:confirm')],
        loadComponent: async () => (await import('./changes/to-confirm.ts')).ToConfirmPage,
      },
      {
        path: 'people',
        title: 'People',
        canActivate: [mayUse('people:read')],
        loadComponent: async () => (await import('./people/people.ts')).PeoplePage,
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
        loadComponent: async () => (await import('./people/person.ts')).PersonPage,
      },
      {
        path: 'authorities',
        title: 'Local authorities',
        canActivate: [mayUse('change:make')],
        loadComponent: async () => (await import('./authorities/authorities.ts')).AuthoritiesPage,
      },
      {
        path: 'notify',
        title: 'Your own GOV.UK Notify',
        canActivate: [mayUse('carrier:set')],
        loadComponent: async () => (await import('./carrier/carrier.ts')).CarrierPage,
      },
      {
        path: 'signing-in',
        title: 'Signing in',
        canActivate: [mayUse('signIn:set')],
        loadComponent: async () => (await import('./sign-in-rules/sign-in-rules.ts')).SignInRulesPage,
      },
      {
        path: 'account',
        title: 'My account',
        loadComponent: async () => (await import('./account/account.ts')).AccountPage,
      },
      {
        path: 'notices',
        title: 'Notices',
        canActivate: [mayUse('notice:read')],
        loadComponent: async () => (await import('./notices/notices.ts')).NoticesPage,
      },
      {
        // Where a letter leads to which nothing can be attached.
        path: 'diary/:noticeId',
        title: 'For your diary',
        canActivate: [mayUse('notice:read')],
        loadComponent: async () => (await import('./notices/diary.ts')).DiaryPage,
      },
      {
        path: 'contact',
        title: 'How you are told',
        canActivate: [mayUse('notice:read')],
        loadComponent: async () => (await import('./contact/contact.ts')).ContactPage,
      },
      {
        path: 'welcome',
        title: 'Welcome',
        loadComponent: async () => (await import('./shell/welcome.ts')).WelcomePage,
      },
      {
        path: 'not-allowed',
        title: 'You may not see this',
        loadComponent: async () => (await import('./shell/not-allowed.ts')).NotAllowedPage,
      },
      {
        path: '**',
        title: 'Page not found',
        loadComponent: async () => (await import('./shell/not-found.ts')).NotFoundPage,
      },
    ],
  },
];
