/** Where each person lands: leaders on what is late, case holders on their duties, everyone else on the report. */
export function firstPageFor(may: (permission: string) => boolean, trustWide: boolean): string {
  if (trustWide && may('late:read')) return '/late';
  if (may('duty:do') && may('case:read')) return '/duties';
  return may('report:create') ? '/report' : '/welcome';
}
