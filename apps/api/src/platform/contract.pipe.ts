import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import { sayItPlainly } from './plain-sentences.ts';
import { BadRequest } from './problems.ts';
import { unfitPart } from './unfit-part.ts';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Reads every body, query and parameter by its contract; says which field is wrong and why. */
export class ContractPipe extends StandardSchemaValidationPipe {
  constructor() {
    sayItPlainly();
    super({ exceptionFactory: (issues: readonly Issue[]) => malformed(issues) });
  }

  override transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    return super.transform((value ?? (metadata.type === 'body' ? {} : value)) as T, metadata);
  }

  /**
   * Nest would take every `constructor` and `__proto__` out without a word. A contract refuses the first by itself, as a
   * name that it does not know; the second, which Zod leaves out of a record, is refused here, and so is half of a
   * character, which Zod takes for one.
   */
  protected override stripProtoKeys(value: unknown): void {
    const unfit = unfitPart(value);
    if (unfit !== null) throw malformed([unfit]);
  }
}

function malformed(issues: readonly Issue[]): BadRequest {
  const fields = issues.slice(0, 50).map(({ message, path }) => ({
    ...{ field: cut(fieldOf(path)), reason: cut(message) },
  }));
  const first = fields[0];
  return new BadRequest(first === undefined ? 'The request is not well formed.' : sentenceOf(first), fields);
}

/** Names are as long as whoever sent them likes, and come back in the answer. */
const SAID_MAX_LENGTH = 300;
const cut = (said: string): string =>
  said.length <= SAID_MAX_LENGTH
    ? said
    : // The last one may be half a character.
      `${[...said.slice(0, SAID_MAX_LENGTH)].slice(0, -1).join('')}…`;

/** A sentence of a contract's own speaks for itself; a plain one names what it speaks of. */
const sentenceOf = ({ field, reason }: { readonly field: string; readonly reason: string }): string =>
  `${field === '' ? reason : reason.replace(/^This\b/, `“${field}”`)}.`;

const fieldOf = (path: Issue['path']): string =>
  (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
