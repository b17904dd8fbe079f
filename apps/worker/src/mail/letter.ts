import { diaryFile, invitationAddress, linkAddress } from '@trustward/casework';
import type { InvitationMessage, LinkMessage, Message, TrustMessage } from '@trustward/casework';
import { own } from '@trustward/chain';
import { isOfAccount, newsPage } from '@trustward/contracts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** All of it in a text. */
  readonly brief: string;
  /** Its time for a diary, and where that is given to whoever signed in; null where it has none. */
  readonly diary: { readonly file: string; readonly page: string } | null;
}

type Said = Pick<
  Message,
  | 'because'
  | 'about'
  | 'reference'
  | 'drill'
  | 'caseId'
  | 'standsFor'
  | 'isUrgent'
  | 'noticeId'
  | 'dueAt'
  | 'diaryEntry'
>;

/** What stands before the reference of a case. No step is named: a step's title may say what a case is about. */
const SUBJECTS: Readonly<Record<Message['because'], string>> = {
  newDuty: 'You have something to do',
  reminder: 'Something is due soon',
  breach: 'Something is late',
  stillLate: 'Something is still late',
  unacknowledged: 'Nobody has said that they have something in hand',
  handedUp: 'Something has come to the next person',
  takenOver: 'Somebody else has taken something over',
  cameBack: 'Something is not yours to do any more',
  nobodyCanAct: 'Nobody is there to do something',
  personalAway: 'Somebody who must act is away or can act no more',
  namedGone: 'Somebody must be named again',
  nothingHeard: 'An answer has not come',
  agreementAsked: 'Somebody asks you to agree',
  agreementUnanswered: 'What was asked has not been answered',
  askedNoMore: 'What you were asked needs no answer any more',
  agreed: 'What you asked was agreed to',
  declined: 'What you asked was not agreed to',
  waived: 'What you asked was agreed to',
  releaseDeclined: 'What you asked was not agreed to',
  mistakeAsked: 'Somebody asks you to agree',
  endedAsMistake: 'A report was ended as made by mistake',
  rescheduled: 'A deadline has moved',
  broughtForward: 'Something is due sooner than before',
  termsRunOut: 'The school’s term dates are needed',
  couldNotReach: 'Somebody could not be reached',
  caseUnreadable: 'A case cannot be read',
};

/** What a later version beside this one tells of, and this one has no word for. */
const NEWS = 'There is news for you';

/** About a child a random reference may stand in a message; about anybody else, only that there is something to do. */
export function letterOf(message: Said, publicUrl: string): Letter {
  const { said, page } = saying(message);
  const address = `${publicUrl}/${page}`;
  const lines = [
    ...(message.drill ? ['This is a drill.'] : []),
    ...(message.standsFor === 'outage'
      ? ['Trustward or part of it was down for a time, and reminders waited.']
      : []),
    `${said}.`,
    `Sign in to see it: ${address}`,
    'This message says no more on purpose. If a child is in danger now, call 999.',
  ];
  return {
    subject: `${message.drill ? 'DRILL · ' : ''}Trustward: ${said}`,
    text: `${lines.join('\n\n')}\n`,
    brief: `${message.drill ? 'DRILL. ' : ''}Trustward: sign in${message.isUrgent ? ', urgent' : ''}`,
    diary: diaryOf(message, publicUrl),
    html: `<!doctype html><html lang="en-GB"><body>${lines.map(paragraph(address)).join('')}</body></html>`,
  };
}

const diaryOf = ({ noticeId, dueAt, diaryEntry }: Said, publicUrl: string): Letter['diary'] =>
  dueAt === null || diaryEntry === null
    ? null
    : { file: diaryFile(diaryEntry, dueAt, publicUrl), page: `${publicUrl}/diary/${noticeId}` };

/** What it says where nothing can be attached to it. */
export const unattached = ({ text, diary }: Letter): string =>
  diary === null ? text : `${text}\nFor your diary, the time and no more: ${diary.page}\n`;

/** To an agency, of whose mailbox nobody here knows who reads it: a link, and a reference where a child is concerned. */
export function linkLetter(
  { token, reference }: Pick<LinkMessage, 'token' | 'reference'>,
  publicUrl: string,
): Letter {
  const address = linkAddress(publicUrl, token);
  const which = reference === null ? '' : ` (${reference})`;
  const lines = [
    `A school has sent you something in writing${which}. Please say that you have it: ${address}`,
    'The link can be used once and ends after two weeks. Opening it changes nothing: type your name there and press the button.',
    'It says only that you have it. Your answer to the school, and its time, are not changed by it.',
    'This message says no more on purpose. If a child is in danger now, call 999.',
  ];
  return {
    subject: `Trustward: Please confirm that you have what we sent${which}`,
    text: `${lines.join('\n\n')}\n`,
    // An agency is never sent a text, nor a time: its own is its own.
    brief: '',
    diary: null,
    html: `<!doctype html><html lang="en-GB"><body>${lines.map(paragraph(address)).join('')}</body></html>`,
  };
}

/** To whoever is to make an account: which trust asks, and the link that is theirs alone. */
export function invitationLetter(
  { token, trust }: Pick<InvitationMessage, 'token' | 'trust'>,
  publicUrl: string,
): Letter {
  const address = invitationAddress(publicUrl, token);
  const lines = [
    `${trust} uses Trustward to keep children safe, and asks you to make your account: ${address}`,
    'The link is yours alone. It can be used once and ends after two weeks. Opening it changes nothing.',
    'If you did not expect this, do nothing, and tell whoever looks after Trustward in your trust. Nobody will ever ask you for this link.',
    'If a child is in danger now, call 999.',
  ];
  return {
    subject: 'Trustward: Make your account',
    text: `${lines.join('\n\n')}\n`,
    brief: '',
    diary: null,
    html: `<!doctype html><html lang="en-GB"><body>${lines.map(escaped).map(paragraph(address)).join('')}</body></html>`,
  };
}

/** A trust is called what somebody typed. */
const escaped = (line: string): string =>
  line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const OF_NO_CASE: Readonly<Record<TrustMessage['because'], string>> = {
  keyGiven: 'Your trust was given a GOV.UK Notify key of its own',
  keyReplaced: 'Your trust’s GOV.UK Notify key was replaced',
  keyForgotten: 'Your trust’s GOV.UK Notify key was forgotten',
  signOnGiven: 'Your trust was given a sign-on of its own',
  signOnReplaced: 'Your trust’s sign-on was changed',
  signOnForgotten: 'Your trust’s sign-on was taken away',
  passwordChanged: 'Your password was changed',
  codesAsked: 'An authenticator app was set up for your account',
  codesNotAsked: 'Your authenticator app was turned off',
  recoveryCodesRenewed: 'New recovery codes were made for your account',
  recoveryCodeUsed: 'Somebody signed in by one of your recovery codes',
  passkeyAdded: 'A passkey was added to your account',
  passkeyRemoved: 'A passkey was removed from your account',
  passkeyCopied: 'A passkey of yours was refused, because there seem to be two of it',
  signOnLinked: 'Your trust’s sign-on was linked to your account',
  signOnUnlinked: 'Your trust’s sign-on was unlinked from your account',
  signOnDropped: 'Your trust changed its sign-on, and yours was unlinked',
  proofsResetGranted: 'For a day your password alone lets you in once, and takes away your app and passkeys',
  proofsReset: 'Your authenticator app and passkeys were taken away',
};

const IF_YOU: Partial<typeof OF_NO_CASE> = {
  passkeyCopied: 'If it was you, remove it, and add a new one.',
  proofsResetGranted: 'If you asked for it, there is nothing to do.',
};
const IF_NOT_YOU: Partial<typeof OF_NO_CASE> = {
  passkeyAdded: 'remove it, ',
  passkeyCopied: 'remove it, ',
  proofsResetGranted:
    'sign in by your app or a passkey, which ends it, tell whoever looks after Trustward in your trust, ',
};

/** To the central team, of what somebody did with what is the trust's; or to whoever's account it is about. */
export function trustLetter(because: TrustMessage['because'], publicUrl: string): Letter {
  const ofAccount = isOfAccount(because);
  const said = own(OF_NO_CASE, because) ?? NEWS;
  const address = `${publicUrl}/${said === NEWS ? 'notices' : newsPage(because)}`;
  const lines = ofAccount
    ? [
        `${said}. ${IF_YOU[because] ?? 'If it was you, there is nothing to do.'}`,
        `If it was not you, ${IF_NOT_YOU[because] ?? ''}change your password and sign everybody else out: ${address}`,
        'If you cannot sign in any more, ring whoever looks after Trustward in your trust, now.',
      ]
    : said === NEWS
      ? [`${said}.`, `Sign in to see it: ${address}`]
      : [
          `${said}.`,
          `Sign in to see who did it, and when: ${address}`,
          'If nobody of your central team meant it, put it right there, and ask who was signed in.',
        ];
  return {
    subject: `Trustward: ${said}`,
    text: `${lines.join('\n\n')}\n`,
    brief: '',
    diary: null,
    html: `<!doctype html><html lang="en-GB"><body>${lines.map(paragraph(address)).join('')}</body></html>`,
  };
}

function saying({ because, about, reference, caseId, standsFor }: Said): { said: string; page: string } {
  // What stands for several may stand for one about an adult.
  if (standsFor === 'day') return { said: 'There is news for you, and it can wait', page: 'notices' };
  if (standsFor === 'outage' || about !== 'child') {
    return { said: 'You have something to do', page: 'notices' };
  }
  return { said: `${own(SUBJECTS, because) ?? NEWS} (${reference})`, page: `cases/${caseId}` };
}

/** Nothing in it comes from a person, and so nothing has to be escaped. */
const paragraph =
  (address: string) =>
  (line: string): string =>
    `<p>${line.replace(address, `<a href="${address}">${address}</a>`)}</p>`;
