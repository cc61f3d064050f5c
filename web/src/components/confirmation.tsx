import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useState } from 'react';
import type { Question } from './question.js';

type Ask = (question: Question) => Promise<boolean>;

interface Asked {
  readonly number: number;
  readonly question: Question;
  readonly answer: (isConfirmed: boolean) => void;
}

const ConfirmationContext = createContext<Ask | undefined>(undefined);

/** Loaded with the first question: most visits ask none. */
const ConfirmationDialog = lazy(async () => ({
  default: (await import('./confirmation-dialog.js')).ConfirmationDialog,
}));

/** One dialog for everything that can do harm. */
export function ConfirmationProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<Asked>();
  const [isOpen, setOpen] = useState(false);
  const ask = useCallback<Ask>((question) => {
    setOpen(true);
    return new Promise((answer) => setAsked((before) => ({ number: (before?.number ?? 0) + 1, question, answer })));
  }, []);
  const answer = (isConfirmed: boolean) => {
    asked?.answer(isConfirmed);
    setOpen(false);
  };
  return (
    <ConfirmationContext value={ask}>
      {children}
      {asked ? (
        <Suspense fallback={null}>
          <ConfirmationDialog key={asked.number} question={asked.question} isOpen={isOpen} onAnswer={answer} />
        </Suspense>
      ) : null}
    </ConfirmationContext>
  );
}

/** Resolves to whether the person confirmed. */
export function useConfirmation(): Ask {
  const ask = use(ConfirmationContext);
  if (!ask) throw new Error('ConfirmationProvider is missing');
  return ask;
}
