import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useConfirmation } from '../../components/confirmation.js';
import { useMessages } from '../../components/messages.js';
import { usersTexts } from '../../texts/users.js';
import type { ShownLink } from './link-dialog.js';
import { type User, userDoors } from './user-queries.js';

const { confirm: questions, actions, told } = usersTexts;

/** The entries of one person's menu; what can do harm asks first. */
export function useUserActions(user: User, onLink: (link: ShownLink) => void) {
  const { id, name } = user;
  const client = useQueryClient();
  const confirm = useConfirmation();
  const { tell, tellProblem } = useMessages();
  const action = useMutation({
    mutationFn: (act: () => Promise<string | undefined>) => act(),
    onSuccess: (said) => (said === undefined ? undefined : tell(said)),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: ['users'] }),
  });
  const run = (act: () => Promise<string | undefined>) => () => action.mutate(act);
  const ask = (title: string, consequences: string, verb: string) => confirm({ title, consequences, confirm: verb });
  return {
    isBusy: action.isPending,
    makeLink: run(async () => {
      onLink({ name, link: await userDoors.makeLink(id) });
      return undefined;
    }),
    signOut: run(async () => {
      if (!(await ask(questions.signOutTitle(name), questions.signOutText, actions.signOut))) return undefined;
      await userDoors.signOut(id);
      return told.signedOut(name);
    }),
    disable: run(async () => {
      if (!(await ask(questions.disableTitle(name), questions.disableText, actions.disable))) return undefined;
      await userDoors.change(id, { isDisabled: true });
      return told.disabled(name);
    }),
    enable: run(async () => {
      await userDoors.change(id, { isDisabled: false });
      return told.enabled(name);
    }),
    remove: run(async () => {
      if (!(await ask(questions.removeTitle(name), questions.removeText, actions.remove))) return undefined;
      await userDoors.remove(id);
      return told.removed(name);
    }),
  };
}
