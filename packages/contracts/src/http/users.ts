import { z } from 'zod';
import { idSchema } from '../ids.js';
import { EMAIL_LENGTH_MAX, NAME_LENGTH_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '../limits.js';
import { trimmedText } from '../text.js';

export const ROLES = ['customer', 'admin'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** An address with white space around it, which is taken without it. */
const PADDED_EMAIL = String.raw`^\s*(?:${z.regexes.email.source.slice(1, -1)})\s*$`;

/** Compared without regard to case: stored in lower case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(EMAIL_LENGTH_MAX)
  .pipe(z.email())
  .meta({ pattern: PADDED_EMAIL });
export const passwordSchema = z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX);

export const registerRequestSchema = z
  .object({
    email: emailSchema,
    name: trimmedText(NAME_LENGTH_MAX).optional(),
    password: passwordSchema,
  })
  .meta({ id: 'Registration' });
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

/** The password is only bounded here: a login never tells what a valid one looks like. */
export const loginRequestSchema = z
  .object({
    email: emailSchema,
    password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
  })
  .meta({ id: 'Login' });
export type LoginRequest = z.infer<typeof loginRequestSchema>;

/** The current password is only bounded, as in a login. */
export const changePasswordRequestSchema = z
  .object({ current_password: loginRequestSchema.shape.password, new_password: passwordSchema })
  .meta({ id: 'PasswordChange' });
export type ChangePasswordRequest = z.infer<typeof changePasswordRequestSchema>;

export const refreshRequestSchema = z.object({ refresh_token: z.string().min(1).max(2_000) }).meta({ id: 'Refresh' });

export const userViewSchema = z
  .object({ user_id: idSchema, email: z.string(), name: z.string().nullable(), role: roleSchema })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof userViewSchema>;

/** RFC 6749, section 5.1. `expires_in` in seconds. */
export const tokenViewSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.int(),
    refresh_token: z.string(),
  })
  .meta({ id: 'Tokens' });
export type TokenView = z.infer<typeof tokenViewSchema>;
