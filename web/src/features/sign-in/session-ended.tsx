import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { rememberCsrfToken } from '../../api/client.js';
import { type Session, sessionQuery, useSession } from '../../api/session.js';
import { onSessionBegunElsewhere, onSessionEnded, tellSessionBegun } from '../../api/session-news.js';

/** Loaded when the first session ends: most visits see no end of theirs. */
const SessionEndedDialog = lazy(async () => ({
  default: (await import('./session-ended-dialog.js')).SessionEndedDialog,
}));

/** The way back in over the page as it stands: what is typed there stays. */
export function SessionEnded() {
  const client = useQueryClient();
  const { user } = useSession();
  const [isEnded, setEnded] = useState(false);
  const goOn = (session: Session) => {
    rememberCsrfToken(session.csrfToken);
    client.setQueryData(sessionQuery.queryKey, session);
    setEnded(false);
    void client.invalidateQueries();
  };
  const follow = async () => {
    const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    // What stands here belongs to somebody else.
    if (session.user.userId !== user.userId) return window.location.reload();
    goOn(session);
    tellSessionBegun({ isNews: false });
  };
  useEffect(() => onSessionEnded(() => setEnded(true)), []);
  useEffect(() => onSessionBegunElsewhere(() => void follow().catch(() => undefined)));
  if (!isEnded) return null;
  const begin = (session: Session) => {
    goOn(session);
    tellSessionBegun();
  };
  return (
    <Suspense fallback={null}>
      <SessionEndedDialog onBegun={begin} onClose={() => setEnded(false)} />
    </Suspense>
  );
}
