import type { Words } from '@trustward/casework';
import { DEMO_TRUSTS } from './trusts.ts';
import type { DemoSchool } from './trusts.ts';

/** What somebody asks for, on a duty or on the whole report, or agrees to. */
export type DemoAsked =
  | { readonly type: 'waiverAsked'; readonly step: string; readonly reason: string }
  | { readonly type: 'pauseAsked'; readonly step: string; readonly reason: string }
  | { readonly type: 'agreed'; readonly step: string; readonly to: 'waiver' | 'pause' }
  | { readonly type: 'eventRecorded'; readonly event: string }
  | { readonly type: 'releaseAsked'; readonly hold: string }
  | { readonly type: 'mistakeAsked' | 'mistakeAgreed' };

interface DemoMoment {
  readonly hoursAgo: number;
  readonly by: string;
}

/** One act of a demo case, so many hours before now. */
export type DemoAct = DemoDone | DemoAsking;

export interface DemoAsking extends DemoMoment {
  readonly asks: DemoAsked;
  /** What was written beside it. */
  readonly reason?: string;
}

export interface DemoDone extends DemoMoment {
  readonly step: string;
  readonly outcome?: string;
  /** Why it was done without the agreement that it needs. */
  readonly emergency?: string;
  /** When it was done, where it was recorded later than that. */
  readonly happenedHoursAgo?: number;
  readonly words: Words;
  /** Whom of the words somebody spoke to in order to refer. */
  readonly referredTo?: string;
}

/** A demo case as it is told: all its instants lie before now, so the demo is always of today. */
export interface DemoCase {
  readonly key: string;
  readonly school: string;
  readonly reporter: string;
  readonly child: string;
  readonly yearGroup: string;
  readonly source: 'saw' | 'heard' | 'told-by-child' | 'told-by-other';
  readonly account: string;
  readonly awareHoursAgo: number;
  readonly reportedHoursAgo: number;
  readonly drill?: true;
  /** Something of it is about to fall due, or just began: its report is made at whatever hour that takes. */
  readonly countsFromNow?: true;
  readonly acts: readonly DemoAct[];
}

export const decide = (
  hoursAgo: number,
  by: string,
  outcome: 'refer' | 'refer-and-police' | 'monitor' | 'early-help' | 'nothing-more',
  reason: string,
  others = 'Nobody else that we know of.',
): DemoAct => ({
  hoursAgo,
  by,
  step: 'decide',
  outcome,
  words: { reason, others },
});

/** Whom each authority's schools ring, as its profile says, and how it numbers what it is told. */
const FRONT_DOORS: Readonly<Record<DemoSchool['authority'], (call: string) => Words>> = {
  westmere: (call) => ({
    team: 'Westmere Children’s Front Door',
    number: '01632 960110',
    reference: `WCF-${call}`,
  }),
  'norbury-vale': (call) => ({
    team: 'Norbury Vale Multi-agency Hub',
    number: '01632 960240',
    reference: `NVH/${call}`,
  }),
};

/** The authority of the school whose address somebody has. */
function authorityOf(email: string): DemoSchool['authority'] {
  const schools = DEMO_TRUSTS.flatMap((trust) => trust.schools);
  const school = schools.find(({ domain }) => email.endsWith(`@${domain}.demo`));
  if (school === undefined) throw new Error(`Nobody at a school of the demo has the address ${email}.`);
  return school.authority;
}

/** What comes of such a call at first. */
const SAID = 'I told them what was seen and said, and what we know. They look at it today and ring back.';

/** The call, and what they number it; `spokeHoursAgo` when it was recorded later than it was made. */
export const ring = (
  hoursAgo: number,
  by: string,
  toldName: string,
  call: string,
  spokeHoursAgo = hoursAgo,
): DemoAct => ({
  hoursAgo,
  by,
  step: 'verbal-referral',
  ...(spokeHoursAgo === hoursAgo ? {} : { happenedHoursAgo: spokeHoursAgo }),
  words: { ...FRONT_DOORS[authorityOf(by)](call), toldName, said: SAID },
});

export const write = (hoursAgo: number, by: string, tracking: string, sentHoursAgo = hoursAgo): DemoAct => ({
  hoursAgo,
  by,
  step: 'written-follow-up',
  ...(sentHoursAgo === hoursAgo ? {} : { happenedHoursAgo: sentHoursAgo }),
  words: { sentBy: 'securePortal', tracking, complete: true },
});

export const answered = (hoursAgo: number, by: string, decided: string, decidedBy: string): DemoAct => ({
  hoursAgo,
  by,
  step: 'record-answer',
  outcome: 'accepted',
  words: { decided, decidedBy },
});

export const agree = (hoursAgo: number, by: string, agreed: string): DemoAct => ({
  hoursAgo,
  by,
  step: 'agree-closure',
  outcome: 'agreed',
  words: { agreed },
});

const POLICE_SAID = 'They open a log and send an officer. Nobody is to be told of it before they ring back.';

export const ringPolice = (hoursAgo: number, by: string, officer: string, crimeNumber: string): DemoAct => ({
  hoursAgo,
  by,
  step: 'ring-police',
  words: { unit: 'Child abuse investigation unit', officer, said: POLICE_SAID, crimeNumber },
  referredTo: 'unit',
});

/** Asks for something, agrees to what another has asked for, or records what has happened. */
export const ask = (hoursAgo: number, by: string, asks: DemoAsked, reason?: string): DemoAct => ({
  hoursAgo,
  by,
  asks,
  ...(reason === undefined ? {} : { reason }),
});
