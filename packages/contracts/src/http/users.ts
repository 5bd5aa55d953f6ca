import { z } from 'zod';
import { EMAIL_LENGTH_MAX, NAME_LENGTH_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '../limits.js';

export const ROLES = ['customer', 'admin'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Compared without regard to case: stored in lower case. */
export const emailSchema = z.string().trim().toLowerCase().max(EMAIL_LENGTH_MAX).pipe(z.email());
export const passwordSchema = z.string().min(PASSWORD_LENGTH_MIN).max(PASSWORD_LENGTH_MAX);

export const registerRequestSchema = z.object({
  email: emailSchema,
  name: z.string().trim().min(1).max(NAME_LENGTH_MAX).optional(),
  password: passwordSchema,
});
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

/** The password is only bounded here: a login never tells what a valid one looks like. */
export const loginRequestSchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;

export const refreshRequestSchema = z.object({ refresh_token: z.string().min(1).max(2_000) });

export interface UserView {
  user_id: string;
  email: string;
  name: string | null;
  role: Role;
}

/** RFC 6749, section 5.1. `expires_in` in seconds. */
export interface TokenView {
  access_token: string;
  token_type: 'bearer';
  expires_in: number;
  refresh_token: string;
}
