export const LEAD = 'safeguarding@larkfield.demo';
export const DSL = 'dsl@oakfield.demo';

/** Each page that opens by its address alone, who may see it, and what stands on it when it is ready. */
export const PAGES: readonly (readonly [name: string, who: string, path: string, ready: string])[] = [
  ['report', DSL, '/report', 'Is anyone in danger now?'],
  ['duties', DSL, '/duties', 'Do this now'],
  ['cases', DSL, '/cases', 'Opened'],
  ['changes', 'admin@larkfield.demo', '/changes', 'What comes of a change'],
  ['people', 'admin@larkfield.demo', '/people', 'The trust as a whole, since'],
  ['authorities', 'admin@larkfield.demo', '/authorities', 'Which local authority'],
  ['to-confirm', 'safeguarding@larkfield.demo', '/to-confirm', 'Nothing waits for you today'],
  ['notices', DSL, '/notices', 'Newest first'],
  ['signing-in', 'admin@larkfield.demo', '/signing-in', 'Signed out at the latest after'],
  ['account', DSL, '/account', 'Where you are signed in'],
  ['contact', DSL, '/contact', 'Quiet hours'],
  ['late', LEAD, '/late', 'the longest wait'],
  ['late-records', LEAD, '/late/records', 'Why late'],
  ['not-found', LEAD, '/nowhere', 'Page not found'],
  ['not-allowed', DSL, '/late', 'You may not see this'],
  ['welcome', 'auditor@larkfield.demo', '/', 'Welcome'],
];
