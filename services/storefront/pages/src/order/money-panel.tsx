import type { Payment } from '@stockade/client';
import { curlOf } from '../parts/curl.js';
import { money } from '../parts/format.js';
import { Panel } from '../parts/panel.js';

const OUTCOMES = {
  approved: 'The provider approved the charge.',
  declined: 'The provider declined. No money moved.',
  voided: 'The provider will never charge this order.',
};

/** The money of an order as a T-account: what came in on the left, what went back on the right. */
export function MoneyPanel({ orderId, payment }: { orderId: string; payment: Payment | undefined }) {
  const shown = (amount: number | undefined) => (payment && amount ? money(amount, payment.currency) : '–');
  return (
    <Panel title="Money" json={payment} curl={curlOf({ path: `/api/store/payments/${orderId}`, isPrivate: true })}>
      <table className="w-full table-fixed text-center">
        <thead>
          <tr className="border-b-2 border-ink">
            <th scope="col" className="border-r-2 border-ink pb-2 font-medium text-muted">
              Charged
            </th>
            <th scope="col" className="pb-2 font-medium text-muted">
              Given back
            </th>
          </tr>
        </thead>
        <tbody className="text-lg font-semibold">
          <tr>
            <td className="border-r-2 border-ink px-1 py-4">{shown(payment?.charged)}</td>
            <td className={`px-1 py-4 ${payment?.given_back ? 'text-back' : ''}`}>{shown(payment?.given_back)}</td>
          </tr>
        </tbody>
      </table>
      <p className="mt-2 flex justify-between border-t border-line pt-3">
        <span className="text-muted">Kept by the shop</span>
        <strong>{payment ? money(payment.kept, payment.currency) : '–'}</strong>
      </p>
      <p className="mt-3 text-sm text-muted">
        {payment && (payment.outcome ? OUTCOMES[payment.outcome] : 'The payment provider has not decided yet.')}
        {payment?.outcome === 'approved' && payment.given_back > 0 && ' All of it went back, once.'}
      </p>
    </Panel>
  );
}
