import { caseFence } from './fence.ts';
import { API } from './roles.ts';

const ME = '(select app.person())';

/** Given and ended in one's own name, to nobody who is kept from the case; and ticked off by whom it is for. */
export const caseShare = [
  ...caseFence(
    'app.case_share',
    {
      api: [
        'select',
        'insert (tenant_id, id, case_id, person_id, given_by, part, reason, until_at)',
        'update (ended_at, ended_by, seen_at)',
      ],
      worker: [],
    },
    { checks: { api: `${ME} in (given_by, ended_by, person_id)` } },
  ),
  `create policy in_own_name on app.case_share as restrictive for insert to ${API}
     with check (given_by = ${ME} and person_id <> all(app.kept_from(case_id)))`,
];
