import { hash } from '@node-rs/argon2';

export const PASSWORD = 'correct horse battery staple';
/** Cheap on purpose: what the hash costs is not what these specs are about. */
export const PASSWORD_HASH = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
