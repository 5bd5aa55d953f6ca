import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { useSearchParam } from '../parts/search-params.js';
import { useTitle } from '../parts/title.js';
import { AccountForm, type AccountMode } from './account-form.js';
import { session } from './session.js';

const WORDS: Readonly<Record<AccountMode, { title: string; other: string; to: string }>> = {
  login: { title: 'Log in', other: 'No account yet? Make one', to: '/register' },
  register: { title: 'Make an account', other: 'You have one? Log in', to: '/login' },
};

/** The page to log in or to register; it leads back to where one came from. */
export function AccountPage({ mode }: { mode: AccountMode }) {
  const { title, other, to } = WORDS[mode];
  useTitle(title);
  const [then] = useSearchParam('then');
  const { is } = session.use();
  const [, go] = useLocation();
  // Only a path of ours: an address in a link must not lead to somebody else's page.
  const next = /^\/(?![/\\])/.test(then) ? then : '/';
  useEffect(() => {
    if (is === 'open') go(next, { replace: true });
  }, [is, go, next]);
  return (
    <div className="mx-auto max-w-md py-6">
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{title}</h1>
      <div className="card p-6">
        <AccountForm key={mode} mode={mode} />
      </div>
      <p className="mt-4 text-center">
        <Link href={then === '' ? to : `${to}?then=${encodeURIComponent(then)}`} className="underline">
          {other}
        </Link>
      </p>
    </div>
  );
}
