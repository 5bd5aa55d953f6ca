import { Modal } from '../parts/modal.js';
import { AccountForm } from '../session/account-form.js';
import { session } from '../session/session.js';

/** For a session that ended while its user was here; the page below stays as it is. */
export function SessionEnded() {
  const now = session.use();
  if (now.is !== 'none' || !now.ended || now.byUser) return null;
  const leave = () => session.set({ is: 'none', ended: false, byUser: false });
  return (
    <Modal title="Your session has ended" onClose={leave}>
      <p className="mb-4 text-muted">Log in again, and what you were doing goes on.</p>
      <AccountForm mode="login" />
    </Modal>
  );
}
