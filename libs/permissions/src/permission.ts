/**
 * Every permission there is: what it lets a person do, to what. A route names one, the portal shows by it, the specs
 * read it. A name that is not here does not exist.
 */
export const PERMISSIONS = {
  'report:create': { verb: 'create', subject: 'Report' },
  'duty:read': { verb: 'read', subject: 'Duty' },
  'duty:do': { verb: 'do', subject: 'Duty' },
  'duty:takeOver': { verb: 'takeOver', subject: 'Duty' },
  'duty:acknowledge': { verb: 'acknowledge', subject: 'Duty' },
  'duty:handOver': { verb: 'handOver', subject: 'Duty' },
  'duty:waive': { verb: 'waive', subject: 'Duty' },
  /** Asking that its clock stands still, and letting it run on. */
  'duty:pause': { verb: 'pause', subject: 'Duty' },
  /** Agreeing or not to what somebody else asked for; who may answer what is the chain's to say. */
  'duty:answer': { verb: 'answer', subject: 'Duty' },
  'case:standDown': { verb: 'standDown', subject: 'Case' },
  /** Saying that all of it was reported by mistake, and agreeing to that or not. */
  'case:mistake': { verb: 'endAsMistake', subject: 'Case' },
  /** What has happened meanwhile, and answers that are others by now. */
  'case:record': { verb: 'record', subject: 'Case' },
  'hold:release': { verb: 'release', subject: 'Hold' },
  'case:read': { verb: 'read', subject: 'Case' },
  /** The list of a school's or the trust's cases; whoever may open only what they owe has their duties instead. */
  'case:list': { verb: 'list', subject: 'Case' },
  /** Letting a colleague see a part of a case that they need to know of, and ending that. */
  'case:share': { verb: 'share', subject: 'Case' },
  /** Cases that somebody let one see. */
  'shared:read': { verb: 'read', subject: 'SharedCase' },
  'drill:open': { verb: 'open', subject: 'Drill' },
  'drill:moveClock': { verb: 'moveClock', subject: 'Case' },
  'late:read': { verb: 'read', subject: 'LateBoard' },
  /** Editing what running cases go by: a school's days, somebody's absence. Sums of what comes of it, and no case. */
  'change:make': { verb: 'make', subject: 'Change' },
  /** Being the second person where a change takes two. */
  'change:confirm': { verb: 'confirm', subject: 'Change' },
  /** Who holds which post, and how they are there; no case. */
  'people:read': { verb: 'read', subject: 'People' },
  /** Asking whoever has no account to make one. */
  'people:invite': { verb: 'invite', subject: 'People' },
  /** Giving, trying and forgetting the trust's own key for e-mail and texts. */
  'carrier:set': { verb: 'set', subject: 'Carrier' },
  /** How long sessions of the trust's people last, and what signs them in. */
  'signIn:set': { verb: 'set', subject: 'SignIn' },
  'notice:read': { verb: 'read', subject: 'Notice' },
  'live:read': { verb: 'read', subject: 'Live' },
} as const;

export type Permission = keyof typeof PERMISSIONS;
export type Verb = (typeof PERMISSIONS)[Permission]['verb'];
export type SubjectName = (typeof PERMISSIONS)[Permission]['subject'];

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly Permission[];
