import { Notification, Portal, Stack } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { asProblem } from '../api/problem.js';
import { problemTexts } from '../texts/problems.js';
import classes from './messages.module.css';
import { Told } from './told.js';

interface Message {
  readonly id: number;
  readonly text: string;
  readonly isTrouble: boolean;
}

interface Messages {
  /** Tells that something was done. */
  readonly tell: (text: string) => void;
  /** Tells a problem that has no place of its own on the page. */
  readonly tellProblem: (error: unknown) => void;
}

const MessagesContext = createContext<Messages | undefined>(undefined);
const SHOWN_FOR = 6_000;
let lastId = 0;

/** Short messages at the edge of the window; screen readers hear them. Troubles stay until they are dismissed. */
export function MessagesProvider({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const dismiss = useCallback((id: number) => setMessages((shown) => shown.filter((message) => message.id !== id)), []);
  const add = useCallback(
    (text: string, isTrouble: boolean) => {
      lastId += 1;
      const id = lastId;
      setMessages((shown) => [...shown.slice(-3), { id, text, isTrouble }]);
      if (!isTrouble) window.setTimeout(() => dismiss(id), SHOWN_FOR);
    },
    [dismiss],
  );
  const value = useMemo<Messages>(
    () => ({
      tell: (text) => add(text, false),
      // That the session has ended is told by its own dialog.
      tellProblem: (error) => (isSignedOut(error) ? undefined : add(asProblem(error).message, true)),
    }),
    [add],
  );
  return (
    <MessagesContext value={value}>
      {children}
      <Portal>
        <Stack className={classes.place} gap="xs" role="status" aria-live="polite">
          {messages.map(({ id, text, isTrouble }) => (
            <Notification
              key={id}
              color={isTrouble ? 'red' : 'cabinet'}
              withBorder
              onClose={() => dismiss(id)}
              closeButtonProps={{ 'aria-label': problemTexts.dismiss }}
            >
              <Told text={text} />
            </Notification>
          ))}
        </Stack>
      </Portal>
    </MessagesContext>
  );
}

function isSignedOut(error: unknown): boolean {
  return asProblem(error).code === 'unauthenticated';
}

export function useMessages(): Messages {
  const messages = use(MessagesContext);
  if (!messages) throw new Error('MessagesProvider is missing');
  return messages;
}
