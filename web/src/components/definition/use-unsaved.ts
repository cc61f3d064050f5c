import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { useConfirmation } from '../confirmation.js';
import type { Question } from '../question.js';

/** Asks before somebody leaves what was typed and not saved. Answers what is called when it is saved. */
export function useUnsaved(isChanged: boolean, leaving: Question): () => void {
  // Read when somebody leaves, which saving does at once.
  const isUnsaved = useRef(false);
  isUnsaved.current = isChanged;
  const confirm = useConfirmation();
  useBlocker({
    shouldBlockFn: async () => isUnsaved.current && !(await confirm(leaving)),
    enableBeforeUnload: () => isUnsaved.current,
  });
  return () => {
    isUnsaved.current = false;
  };
}
