import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useConfirmation } from '../../components/confirmation.js';
import { useMessages } from '../../components/messages.js';
import { tokenTexts } from '../../texts/tokens.js';
import { type AccessToken, GLOBAL, tokenDoors, tokenQuery } from './token-queries.js';

const texts = tokenTexts.page;

/** The buttons of one token. Each tells what came of it; its problem is shown by the page. */
export function useTokenActions(token: AccessToken) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const confirm = useConfirmation();
  const { tell } = useMessages();
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: tokenQuery(token.id).queryKey });
    void client.invalidateQueries({ queryKey: ['access-tokens'] });
  };
  const action = useMutation({
    mutationFn: (act: () => Promise<string | undefined>) => act(),
    onSuccess: (told) => (told === undefined ? undefined : tell(told)),
    onSettled: refresh,
  });
  const run = (act: () => Promise<string | undefined>) => () => action.mutate(act);
  return {
    isBusy: action.isPending,
    error: action.error,
    dismiss: action.reset,
    renew: run(async () => texts.renewed((await tokenDoors.renew(token.id)).generation)),
    test: run(async () => texts.tested((await tokenDoors.test(token.id)).account)),
    enable: run(async () => {
      await tokenDoors.enable(token.id);
      return texts.enabled;
    }),
    disable: run(async () => {
      const question = {
        title: texts.disableTitle(token.name),
        consequences: texts.disableText,
        confirm: texts.disable,
      };
      if (!(await confirm(question))) return undefined;
      await tokenDoors.disable(token.id);
      return texts.disabled;
    }),
    edit: run(async () => {
      const draft = await tokenDoors.edit(token.id);
      await navigate({ to: '/connect/$draftId', params: { draftId: draft.id } });
      return undefined;
    }),
    /** After it was confirmed with its consequences. */
    remove: async (force: boolean) => {
      await tokenDoors.remove(token.id, force);
      tell(texts.removed(token.name));
      await navigate(
        token.scope === GLOBAL
          ? { to: '/manage/tokens' }
          : { to: '/apps/$appId/tokens', params: { appId: token.scope } },
      );
      client.removeQueries({ queryKey: tokenQuery(token.id).queryKey });
      void client.invalidateQueries({ queryKey: ['access-tokens'] });
    },
  };
}
