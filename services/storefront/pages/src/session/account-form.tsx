import { ApiProblem } from '@stockade/client';
import { useMutation } from '@tanstack/react-query';
import {
  EMAIL_LENGTH_MAX,
  NAME_LENGTH_MAX,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
} from '@stockade/contracts/limits';
import { useId, useState, type SubmitEvent } from 'react';
import { Countdown } from '../parts/countdown.js';
import { useNow } from '../parts/since.js';
import { wordsOf } from '../parts/problem-note.js';
import { login, register } from './session.js';

export type AccountMode = 'login' | 'register';

/** Logs in, or makes an account and logs in. */
export function AccountForm({ mode }: { mode: AccountMode }) {
  const attempt = useMutation({
    mutationFn: ({ email, name, password }: { email: string; name: string; password: string }) =>
      mode === 'login' ? login(email, password) : register({ email, password, ...(name !== '' && { name }) }),
  });
  const problem = attempt.error instanceof ApiProblem ? attempt.error : null;
  const isNew = mode === 'register';
  const word = isNew ? 'Make the account' : 'Log in';
  const waitMs = problem?.status === 429 ? problem.retryAfterMs : null;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    attempt.mutate({ email: text('email'), name: text('name').trim(), password: text('password') });
  }

  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Fields isNew={isNew} problem={problem} />
      {attempt.error !== null && problem?.document?.errors === undefined && (
        <p role="alert" className="text-bad">
          {wordsOf(attempt.error)}
        </p>
      )}
      {waitMs === null ? (
        <button type="submit" className="button button-main" disabled={attempt.isPending}>
          {attempt.isPending ? 'One moment …' : word}
        </button>
      ) : (
        <WaitingButton key={attempt.submittedAt} word={word} waitMs={waitMs} />
      )}
    </form>
  );
}

function Fields({ isNew, problem }: { isNew: boolean; problem: ApiProblem | null }) {
  return (
    <>
      <Field
        name="email"
        data-begin
        label="Email"
        type="email"
        autoComplete={isNew ? 'email' : 'username'}
        required
        maxLength={EMAIL_LENGTH_MAX}
        error={problem?.about('email')}
      />
      {isNew && (
        <Field
          name="name"
          label="Name (if you like)"
          autoComplete="name"
          maxLength={NAME_LENGTH_MAX}
          error={problem?.about('name')}
        />
      )}
      <Field
        name="password"
        label={isNew ? `Password, ${PASSWORD_LENGTH_MIN} characters at least` : 'Password'}
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        minLength={isNew ? PASSWORD_LENGTH_MIN : 1}
        maxLength={PASSWORD_LENGTH_MAX}
        error={problem?.about('password')}
      />
    </>
  );
}

/** A button that cannot be pressed as long as the service does not want to be asked again. */
function WaitingButton({ word, waitMs }: { word: string; waitMs: number }) {
  const [untilMs] = useState(() => Date.now() + waitMs);
  const isOver = useNow() >= untilMs;
  return (
    <button type="submit" className="button button-main" disabled={!isOver}>
      {isOver ? (
        word
      ) : (
        <>
          Again in <Countdown untilMs={untilMs} />
        </>
      )}
    </button>
  );
}

interface FieldProps {
  name: string;
  /** Where a dialog with this form begins. */
  'data-begin'?: boolean;
  label: string;
  type?: string;
  autoComplete: string;
  required?: boolean;
  minLength?: number;
  maxLength: number;
  error: string | undefined;
}

function Field({ label, error, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input id={id} className="field" aria-invalid={error !== undefined} aria-describedby={`${id}-error`} {...input} />
      <p id={`${id}-error`} className="text-sm text-bad empty:hidden">
        {error}
      </p>
    </div>
  );
}
