import { addAccount, addPerson, addPost } from '@trustward/casework';
import type { Role } from '@trustward/chain';
import { uuidv7 } from '@trustward/database';
import type { School } from './school.ts';
import type { Trust } from './trust.ts';

export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** In whose name a transaction runs: `door.run(dsl.as, …)`. */
  readonly as: { readonly tenantId: string; readonly personId: string };
}

const SINCE = new Date('2024-09-01T00:00:00Z');

/** An address is made of a name's letters; two dots side by side would make it none. */
const inLetters = (hex: string): string => hex.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

class PersonBuilder {
  readonly #trust: Trust;
  /** Nobody else's, as whoever may be somebody else is kept from what they are. */
  #name = `Sam Example ${inLetters(uuidv7().slice(-6))}`;
  #passwordHash: string | null = null;
  #posts: { role: Role; schoolId: string | null }[] = [];

  constructor(trust: Trust) {
    this.#trust = trust;
  }
  named(name: string): this {
    this.#name = name;
    return this;
  }
  /** Adds a post; `.at(school)` says where. Without a school it is one of the trust. */
  as(role: Role): this {
    this.#posts.push({ role, schoolId: null });
    return this;
  }
  at(school: School): this {
    const post = this.#posts.at(-1);
    if (post === undefined) throw new Error('Say as what before saying where.');
    post.schoolId = school.id;
    return this;
  }
  /** Lets them sign in; the caller hashes the password, as the API does. */
  withPasswordHash(hash: string): this {
    this.#passwordHash = hash;
    return this;
  }

  async create(): Promise<Somebody> {
    const { database, id: tenantId } = this.#trust;
    const id = uuidv7();
    const email = `${this.#name.toLowerCase().replace(/[^a-z]+/g, '.')}.${id.slice(-6)}@example.test`;
    await database.owner.run({ tenantId, actor: 'test' }, async (tx) => {
      await addPerson(tx, id, { name: this.#name, email, phone: null });
      for (const post of this.#posts) {
        await addPost(tx, { ...post, id: uuidv7(), personId: id, since: SINCE });
      }
    });
    const passwordHash = this.#passwordHash;
    if (passwordHash !== null) {
      await database.ownerPlatform.run((tx) =>
        addAccount(tx, { id: uuidv7(), email, passwordHash, demo: false }, { tenantId, personId: id }),
      );
    }
    return { id, name: this.#name, email, as: { tenantId, personId: id } };
  }
}

/** `await aPerson(trust).named('Priya Shah').as('dsl').at(school).create()` */
export const aPerson = (trust: Trust): PersonBuilder => new PersonBuilder(trust);
