import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with OWASP's first choice of cost; it runs on the thread pool, off the event loop. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Compares passwords with the same work whether or not there is anything to compare with. */
@Injectable()
export class Passwords {
  /** What a stranger's password is compared with, so that an unknown address takes as long as a known one. */
  private readonly nobodys = hash('nobody has this password', COST);

  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  async matches(stored: string | undefined, given: string): Promise<boolean> {
    const isRight = await verify(stored ?? (await this.nobodys), given);
    return isRight && stored !== undefined;
  }
}
