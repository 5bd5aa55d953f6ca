import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { wordsOf } from '../parts/problem-note.js';
import { AccountForm, type AccountMode } from './account-form.js';
import { isOnThisMachine, registerThrowaway } from './throwaway.js';

const WORDS: Readonly<Record<AccountMode, string>> = { register: 'I am new', login: 'I have an account' };
const MODES: readonly AccountMode[] = ['register', 'login'];

/** Register or log in, in the middle of something else. */
export function WhoAreYou() {
  const [mode, setMode] = useState<AccountMode>('register');
  const throwaway = useMutation({ mutationFn: registerThrowaway });
  return (
    <section className="card p-5">
      <h2 className="mb-4 text-lg font-semibold">Who are you?</h2>
      {isOnThisMachine && (
        <div className="mb-5 border-b border-line pb-5">
          <button
            type="button"
            className="button button-main w-full sm:w-auto"
            disabled={throwaway.isPending}
            onClick={() => throwaway.mutate()}
          >
            Just trying: make me a throwaway account
          </button>
          {throwaway.error !== null && (
            <p role="alert" className="mt-2 text-bad">
              {wordsOf(throwaway.error)}
            </p>
          )}
        </div>
      )}
      <div role="group" aria-label="Register or log in" className="mb-4 flex gap-2">
        {MODES.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={mode === one} onClick={() => setMode(one)}>
            {WORDS[one]}
          </button>
        ))}
      </div>
      <AccountForm key={mode} mode={mode} />
    </section>
  );
}
