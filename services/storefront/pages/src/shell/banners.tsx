import type { ServiceName } from '@stockade/client';
import { CloudOff, LockOpen, WifiOff, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { away, online } from '../api/reachable.js';
import { Since } from '../parts/since.js';
import { encrypted } from '../session/session.js';

const WHAT_STOPS: Readonly<Record<ServiceName, string>> = {
  store: 'Orders are not lost: what is being sent is sent again.',
  warehouse: 'What you see is the last that is known.',
  refund: 'Money that is due is given back when it returns.',
  operations: 'Orders go on; what is shown of them stands still.',
  lab: 'What it runs is broken off.',
};

/** What is wrong around the page; it goes by itself. */
export function Banners() {
  const isOnline = online.use();
  const services = away.use();
  const isEncrypted = encrypted.use();
  return (
    <div role="status">
      {!isOnline && <Banner sign={WifiOff}>This device is offline. All is asked again when it is back.</Banner>}
      {isOnline &&
        [...services].map(([service, sinceMs]) => (
          <Banner key={service} sign={CloudOff}>
            The <strong>{service}</strong> is away, for <Since ms={sinceMs} />. {WHAT_STOPS[service]}
          </Banner>
        ))}
      {!isEncrypted && (
        <Banner sign={LockOpen}>This connection is not encrypted: use a password that you use nowhere else.</Banner>
      )}
    </div>
  );
}

function Banner({ sign: Sign, children }: { sign: LucideIcon; children: ReactNode }) {
  return (
    <p className="flex items-center justify-center gap-2 border-b border-stale bg-raised px-4 py-2 text-sm text-stale">
      <Sign className="size-4 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
