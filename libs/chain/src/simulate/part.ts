/** What somebody has to do with the matter. Whatever it is, it keeps them out of the case. */
export const PARTS = {
  subject: 'is whom it is about',
  likely: 'may be whom it is about',
  partner: 'is close to whom it is about',
  relative: 'is related to somebody in it',
  friend: 'is a close friend of whom it is about',
  involved: 'has a part in it',
} as const;
export type Part = keyof typeof PARTS;
