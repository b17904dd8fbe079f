import type { Chain } from './chain.ts';
import type { Role } from './role.ts';
import type { Step } from './step.ts';

/** Roles that a chain names for one purpose, in words. */
export interface Named {
  readonly who: string;
  readonly roles: readonly Role[] | undefined;
  readonly path: string;
  readonly isLadder?: true;
  /** Whether they act on the case as a whole, which only those do who stand on some ladder. */
  readonly actsOnCase?: true;
}

/** Whom a chain names to own, hear of, stop, agree to or end something. Its conditions name roles besides. */
export const namedRoles = (chain: Chain): Named[] => [
  ...ofChain(chain),
  ...chain.steps.flatMap((step, index) => ofStep(step, `steps.${index}`)),
];

function ofChain({ waiver, mistake, handOver, holds }: Chain): Named[] {
  return [
    { who: 'Who agrees to a waiver', roles: waiver?.agreedBy, path: 'waiver.agreedBy' },
    {
      who: 'Who agrees that a report was a mistake',
      roles: mistake?.agreedBy,
      path: 'mistake.agreedBy',
      actsOnCase: true,
    },
    { who: 'Who hears of a hand-over', roles: handOver?.tell, path: 'handOver.tell' },
    ...Object.entries(holds).flatMap(([id, { title, release }]): Named[] => [
      {
        who: `Who asks to end "${title}"`,
        roles: release?.by,
        path: `holds.${id}.release.by`,
        actsOnCase: true,
      },
      {
        who: `Who grants the end of "${title}"`,
        roles: release?.grantedBy,
        path: `holds.${id}.release.grantedBy`,
        actsOnCase: true,
      },
    ]),
  ];
}

function ofStep({ title, owner, clock, unacknowledged, late, approval }: Step, path: string): Named[] {
  const pause = clock?.mayPause;
  return [
    { who: `The ladder of "${title}"`, roles: owner, path: `${path}.owner`, isLadder: true },
    { who: `Who agrees to "${title}"`, roles: approval?.by, path: `${path}.approval.by` },
    { who: `Who stops the clock of "${title}"`, roles: pause?.by, path: `${path}.clock.mayPause.by` },
    {
      who: `Who agrees that the clock of "${title}" stops`,
      roles: pause?.agreedBy,
      path: `${path}.clock.mayPause.agreedBy`,
    },
    ...told(unacknowledged, `Who hears that nobody has "${title}" in hand`, `${path}.unacknowledged`),
    ...told(late, `Who hears that "${title}" is late`, `${path}.late`),
  ];
}

function told(rungs: readonly Step['late'][number][], who: string, path: string): Named[] {
  return rungs.flatMap((rung, index) =>
    'tell' in rung ? [{ who, roles: rung.tell, path: `${path}.${index}.tell` }] : [],
  );
}
