import { z } from 'zod';
import { emailSchema } from '../email.js';
import { idSchema } from '../ids.js';
import { NAME_LENGTH_MAX } from '../limits.js';
import { passwordSchema, triedPasswordSchema } from '../password.js';
import { trimmedText } from '../text.js';
import { optional } from './forms.js';

export const ROLES = ['customer', 'admin'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const registerRequestSchema = z
  .object({
    email: emailSchema,
    name: optional(trimmedText(NAME_LENGTH_MAX)),
    password: passwordSchema,
  })
  .meta({ id: 'Registration' });
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

export const loginRequestSchema = z.object({ email: emailSchema, password: triedPasswordSchema }).meta({ id: 'Login' });
export type LoginRequest = z.infer<typeof loginRequestSchema>;

/** For the current password only the length is bounded, as in a login. */
export const changePasswordRequestSchema = z
  .object({ current_password: loginRequestSchema.shape.password, new_password: passwordSchema })
  .meta({ id: 'PasswordChange' });
export type ChangePasswordRequest = z.infer<typeof changePasswordRequestSchema>;

export const refreshRequestSchema = z.object({ refresh_token: z.string().min(1).max(2_000) }).meta({ id: 'Refresh' });
export type RefreshRequest = z.infer<typeof refreshRequestSchema>;

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
