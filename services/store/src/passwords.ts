import { hash, verify } from '@node-rs/argon2';

/** What is kept of a password: argon2id with a salt of its own. Takes some 50 ms of a processor, on purpose. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** Whether a hash was made of this password. Takes as long. */
export const passwordMatches = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, password);
