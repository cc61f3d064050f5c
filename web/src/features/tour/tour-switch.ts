import { useLocalStorage } from '@mantine/hooks';
import { useSession } from '../../api/session.js';

/** Whether this person, in this browser, still wants the tour. */
export function useTourSwitch() {
  const { user } = useSession();
  return useLocalStorage({ key: `latchkey:tour:${user.userId}`, defaultValue: true, getInitialValueInEffect: false });
}
