/** The frame of every page, and the pages that most people open on most days. */
export { CaseListPage } from '../cases/case-list.ts';
export { ContactPage } from '../contact/contact.ts';
export { DutiesPage } from '../duties/duties.ts';
export { DiaryPage } from '../notices/diary.ts';
export { NoticesPage } from '../notices/notices.ts';
export { ReportPage } from '../report/report.ts';
export { Frame } from '../shell/frame.ts';
export { NotAllowedPage } from '../shell/not-allowed.ts';
export { NotFoundPage } from '../shell/not-found.ts';
export { WelcomePage } from '../shell/welcome.ts';
