import type { Session } from '@stockade/client';
import { counted } from '../../parts/format.js';
import { Modal } from '../../parts/modal.js';

interface EndDialogProps {
  email: string;
  sessions: readonly Session[];
  onClose: () => void;
  onEnd: () => void;
}

/** Says what ending all sessions means before it is done. */
export function EndDialog({ email, sessions, onClose, onEnd }: EndDialogProps) {
  return (
    <Modal title="End all sessions" onClose={onClose}>
      <div className="grid gap-4">
        <p className="[overflow-wrap:anywhere]">
          This ends <strong>{counted(sessions.length, 'session')}</strong> of {email} at once, at every service. Whoever
          is logged in there has to log in again; the password stays.
        </p>
        {sessions.some(({ current }) => current) && (
          <p className="font-medium text-stale">△ One of them is yours: you are logged out too.</p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" className="button" onClick={onClose}>
            Keep them
          </button>
          <button type="button" className="button border-bad text-bad" onClick={onEnd}>
            End {counted(sessions.length, 'session')}
          </button>
        </div>
      </div>
    </Modal>
  );
}
